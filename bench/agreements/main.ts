import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { catalogueOf } from '../../libs/agreements/catalogue/catalogue.js';
import { ComplianceReader } from '../../libs/agreements/compliance.reader.js';
import { sweepOnce } from '../../libs/agreements/sweep.js';
import { WorklistReader } from '../../libs/agreements/worklist.reader.js';
import { Database } from '../../libs/platform/persistence/database.js';
import { Desk } from '../../libs/platform/persistence/desk.js';
import { migrate } from '../../libs/platform/persistence/migrate.js';
import { urlAs } from '../../libs/platform/persistence/roles.js';
import { migrations } from '../../migrations/index.js';
import { startDatabase } from '../database.js';
import { atMost, comparedFigure, tableOf, type Figure, type Pair } from '../figures.js';
import { letFallDue, populate } from './population.js';
import { replayRate } from './replay.js';

/** `npm run bench:agreements -- [--json FILE] [--running 1000000] [--rounds 3]`: what a term costs with many running beside it. */
const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const few = 10_000;
const many = Number(option('--running') ?? '1000000');
const secret = 'of a database that lives as long as this run';
const now = '2026-06-01T10:00:00.000Z';
const liaison = {
  id: 'police_liaison@PL0001',
  organisation: 'PL0001',
  roles: ['police_liaison'] as const,
  designatedForHalt: false,
};

interface Measured {
  due: Record<number, number>;
  worklistP99: number;
  complianceP99: number;
}

const bench = await startDatabase(false);
await migrate(bench.url, secret, migrations);
const admin = new pg.Pool({ connectionString: bench.url, max: 2 });
const database = await Database.connect({ schema: 'agreements', url: urlAs(bench.url, 'agreements', secret) });
const desk = await Desk.connect({ schema: 'agreements', url: urlAs(bench.url, 'agreements_desk', secret) });

async function measure(running: number): Promise<Measured> {
  await populate(admin, running);
  const catalogue = catalogueOf();
  const worklist = new WorklistReader(desk, () => catalogue, { now: () => Promise.resolve(now) });
  const compliance = new ComplianceReader(desk, () => catalogue);
  const worklistP99 = await p99(() =>
    worklist.worklistFor(liaison, { outcomes: ['running', 'due_soon', 'breached'] }, undefined, 50),
  );
  const complianceP99 = await p99(() =>
    compliance.figures('PL0001', { groupBy: ['agreement'] }, { organisation: 'PL0001' }),
  );
  const due: Record<number, number> = {};
  for (const count of [100, 1_000, 10_000]) {
    await populate(admin, running);
    due[count] = await perDueTerm(count);
  }
  return { due, worklistP99, complianceP99 };
}

/** Milliseconds per term that falls due: found, told, counted. */
async function perDueTerm(count: number): Promise<number> {
  await letFallDue(admin, count, now);
  const begun = performance.now();
  let told = 0;
  for (let left = 1; left > 0;) {
    const swept = await sweepOnce(database, now);
    told += swept.told;
    left = swept.due;
  }
  if (told !== count) throw new Error(`${String(told)} terms were told of, ${String(count)} fell due`);
  return (performance.now() - begun) / count;
}

async function p99(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 220; round += 1) {
    const begun = performance.now();
    await ask();
    if (round >= 20) times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? NaN;
}

const pairs: Record<string, Pair[]> = {};
const note = (name: string, ours: number, floor: number): void => {
  (pairs[name] ??= []).push({ ours, floor });
};

try {
  const rounds = Number(option('--rounds') ?? '3');
  for (let round = 0; round < rounds; round += 1) {
    const small = await measure(few);
    const large = await measure(many);
    for (const count of [100, 1_000, 10_000])
      note(`due ${String(count)}`, large.due[count] ?? NaN, small.due[count] ?? NaN);
    note('worklistP99', large.worklistP99, small.worklistP99);
    note('complianceP99', large.complianceP99, small.complianceP99);
    console.error(`round ${String(round + 1)} of ${String(rounds)}`);
  }
  const figures: Record<string, Figure> = Object.fromEntries(
    Object.entries(pairs).map(([name, measured]) => [name, comparedFigure(measured, 'ms', String(many))]),
  );
  const replay = replayRate();
  console.log(
    `\nWith ${String(many)} running terms (ours) against ${String(few)} (floor); due is per term that falls due.\n`,
  );
  console.log(
    tableOf(figures, {
      'due 100': atMost(1.2),
      'due 1000': atMost(1.2),
      'due 10000': atMost(1.2),
      worklistP99: atMost(1.5),
      complianceP99: atMost(1.5),
    }),
  );
  console.log(`\nReplay: ${String(Math.round(replay))} events per second (goal: at least 20000).`);
  const file = option('--json');
  if (file)
    await writeFile(
      file,
      `${JSON.stringify({ ...figures, replay: { ours: replay, goal: 20_000, unit: 'per second' } }, null, 2)}\n`,
    );
} finally {
  await database.close();
  await desk.close();
  await admin.end();
  await bench.stop();
}
