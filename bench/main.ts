import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparedFigure, loneFigure, tableOf, type Figure, type Goal, type Measured } from './figures.js';
import { emptyQueueDatabases } from './queue-databases.js';
import type { Row } from './row.js';
import { rows } from './rows.js';
import { settingsFrom, type Settings } from './settings.js';
import { Stage } from './stage.js';

async function figureOf(row: Row, stage: Stage, settings: Settings): Promise<Figure> {
  const rounds = row.rounds?.(settings) ?? settings.rounds;
  const goal = row.goal?.(settings);
  // The first round warms everything up and does not count.
  const numbers = Array.from({ length: rounds + (row.warmUp ? 1 : 0) }, (_, index) => index + (row.warmUp ? 0 : 1));
  if ('measure' in row) {
    const found = await inTurn(numbers, row, (number) => row.measure(stage, number));
    return loneFigure(found, row.unit, settings.scale, goal);
  }
  const pairs = await inTurn(numbers, row, (number) => row.compare(stage, number));
  return comparedFigure(pairs, row.unit, settings.scale);
}

async function inTurn<Found extends Measured>(
  numbers: readonly number[],
  { name, unit }: Row,
  round: (number: number) => Promise<Found>,
): Promise<Found[]> {
  const counted: Found[] = [];
  for (const number of numbers) {
    const found = await round(number);
    const sides = Object.entries(found).filter(([, value]) => typeof value === 'number');
    const told = sides.map(([side, value]) => `${side} ${Number(value).toFixed(2)}`).join(', ');
    console.error(`${name} ${number === 0 ? 'warm-up' : String(number)}: ${told} ${unit}`);
    if (number > 0) counted.push(found);
  }
  return counted;
}

/** Broken off, it leaves no process behind. */
function strikeWhenBrokenOff(stage: Stage): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void stage.strike().finally(() => process.exit(1)));
}

async function measure(chosen: readonly Row[], settings: Settings): Promise<Record<string, Figure>> {
  const stage = new Stage(settings);
  strikeWhenBrokenOff(stage);
  const figures: Record<string, Figure> = {};
  const strike = async (): Promise<void> => {
    const statements = await stage.strike();
    if (statements !== undefined && settings.profile)
      await writeFile(join(settings.profile, 'statements.txt'), statements);
  };
  try {
    for (const [index, row] of chosen.entries()) {
      if (row.on === undefined || row.on !== chosen[index - 1]?.on) await strike();
      figures[row.name] = await figureOf(row, stage, settings);
      // What was measured until then is kept, whatever happens to the next row.
      if (settings.json) await writeFile(settings.json, jsonOf(figures));
    }
  } finally {
    await strike();
  }
  return figures;
}

const tableOnly = new Set(rows.filter((row) => row.tableOnly).map(({ name }) => name));

const jsonOf = (figures: Record<string, Figure>): string => {
  const told = Object.entries(figures).filter(([name]) => !tableOnly.has(name));
  return `${JSON.stringify(Object.fromEntries(told), null, 2)}\n`;
};

const about = ({ redisUrl, scale }: Settings): string =>
  [
    `Queue on ${redisUrl ? 'Redis' : 'PostgreSQL'}.`,
    ...(scale === 'small' ? ['Small scale: fewer rounds, cases and seconds than the goals mean (--scale full).'] : []),
    'Ratios carry over to other machines, the rest does not.',
  ].join(' ');

const settings = settingsFrom(process.argv.slice(2), process.env);
const unknown = settings.only?.filter((name) => !rows.some((row) => row.name === name)) ?? [];
if (unknown.length > 0)
  throw new Error(`there is no row ${unknown.join(', ')}; there are ${rows.map(({ name }) => name).join(', ')}`);
const chosen = rows.filter(({ name }) => settings.only?.includes(name) ?? true);
await emptyQueueDatabases(settings);
const figures = await measure(chosen, settings);
const goals: Record<string, Goal | undefined> = Object.fromEntries(
  rows.map(({ name, goal }) => [name, goal?.(settings)]),
);
console.log(`\n${about(settings)}\n\n${tableOf(figures, goals)}`);
