import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDatabase, statementsOf } from './database.js';
import { figureOf, tableOf, type Figure, type Goal, type Pair } from './figures.js';
import { accessLogRound } from './rows/access-log.js';
import { hopRound } from './rows/hop.js';
import { intakeAtWorkRound, intakeRound } from './rows/intake.js';
import { throughputRound } from './rows/throughput.js';
import { setScene, type Scene } from './scene.js';
import { settingsFrom, type Settings } from './settings.js';

/** Told in the table only: no goal is set for it. */
const atWork = 'intake, all at work';

const rows = {
  intake: { unit: 'per second', round: intakeRound },
  [atWork]: { unit: 'per second', round: intakeAtWorkRound },
  accessLog: { unit: 'per second', round: accessLogRound },
  hop: { unit: 'ms', round: hopRound },
  throughput: { unit: 'per second', round: throughputRound },
};

const goals: Record<string, Goal> = {
  intake: { words: 'at least 0.5', met: (ratio) => ratio >= 0.5 },
  accessLog: { words: 'at least 0.85', met: (ratio) => ratio >= 0.85 },
  hop: { words: 'at most 3', met: (ratio) => ratio <= 3 },
};

async function measure(settings: Settings, scene: Scene): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {};
  for (const [name, { unit, round }] of Object.entries(rows)) {
    if (settings.only && !settings.only.includes(name)) continue;
    // The first round warms everything up and does not count.
    const pairs: Pair[] = [];
    for (let number = 0; number <= settings.rounds; number += 1) {
      const pair = await round(scene, number);
      console.error(
        `${name} ${number === 0 ? 'warm-up' : number}: ours ${pair.ours.toFixed(2)}, floor ${pair.floor.toFixed(2)} ${unit}`,
      );
      if (number > 0) pairs.push(pair);
    }
    figures[name] = figureOf(pairs, unit);
  }
  return figures;
}

const jsonOf = ({ [atWork]: _told, ...figures }: Record<string, Figure>): string =>
  `${JSON.stringify(figures, null, 2)}\n`;

const settings = settingsFrom(process.argv.slice(2), process.env);
const database = await startDatabase(settings.profile !== undefined);
try {
  const scene = await setScene(settings, database);
  try {
    const figures = await measure(settings, scene);
    console.log(
      `\nQueue on ${settings.redisUrl ? 'Redis' : 'PostgreSQL'}. Ratios carry over to other machines, the rest does not.\n`,
    );
    console.log(tableOf(figures, goals));
    if (settings.json) await writeFile(settings.json, jsonOf(figures));
    if (settings.profile) await writeFile(join(settings.profile, 'statements.txt'), await statementsOf(database));
  } finally {
    await scene.close();
  }
} finally {
  await database.stop();
}
