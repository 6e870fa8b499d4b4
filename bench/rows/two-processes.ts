import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../child.js';
import { startDatabase, type BenchDatabase } from '../database.js';
import { openDoor, type Door } from '../door.js';
import type { Pair } from '../figures.js';
import { emptyQueueDatabases, queueDatabases } from '../queue-databases.js';
import { environmentOf } from '../scene.js';
import type { Stage } from '../stage.js';

const amounts = { small: 1_000, full: 4_000 };
const restBetweenLooks = 50;

/** Cases that wait for the police, handled per second: by two processes of the police (ours) and by one (the floor). */
export async function twoProcessesRound({ settings }: Stage): Promise<Pair> {
  await emptyQueueDatabases(settings);
  const database = await startDatabase(false);
  const closers: (() => Promise<void>)[] = [() => database.stop()];
  try {
    const environment = { ...environmentOf(settings), REDIS_URL: queueDatabases(settings)?.door ?? '' };
    const door = await openDoor(database.url, environment, (closer) => closers.push(closer));
    const reports = amounts[settings.scale];
    return { floor: await rateOf(1, reports, door, database), ours: await rateOf(2, reports, door, database) };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function rateOf(processes: number, reports: number, door: Door, database: BenchDatabase): Promise<number> {
  const police: Child[] = [];
  try {
    for (let started = 0; started < processes; started += 1) police.push(await door.start('police'));
    for (const one of police) one.freeze();
    const before = await known(database);
    await door.reports.send(reports);
    await until(async () => (await unpublished(database)) === 0);
    for (const one of police) one.thaw();
    await until(async () => (await known(database)) === before + reports);
    return reports / (await secondsBetweenCommits(database, reports));
  } finally {
    for (const one of police) {
      one.thaw();
      await one.stop();
    }
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(restBetweenLooks);
}

const known = ({ pool }: BenchDatabase): Promise<number> =>
  numberOf(pool.query('select count(*) as number from police.case_record'));

const unpublished = ({ pool }: BenchDatabase): Promise<number> =>
  numberOf(pool.query('select count(*) as number from employer.event where published_at is null'));

/** From the first to the last, of the cases that were handled last. */
const secondsBetweenCommits = ({ pool }: BenchDatabase, cases: number): Promise<number> =>
  numberOf(
    pool.query(
      `select date_part('epoch', max(at) - min(at)) as number from (
         select pg_xact_commit_timestamp(xmin) as at from police.case_record order by at desc limit $1) handled`,
      [cases],
    ),
  );

const numberOf = async (asked: Promise<{ rows: { number: number }[] }>): Promise<number> =>
  Number((await asked).rows[0]?.number);
