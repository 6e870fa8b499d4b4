import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { quietness } from '../libs/platform/clock/quietness.js';
import { Database } from '../libs/platform/persistence/database.js';
import { deskOf, urlAs } from '../libs/platform/persistence/roles.js';
import { startSystem } from '../scripts/scenario/system.js';
import { ChainQueues } from './chain-queues.js';
import { Child } from './child.js';
import type { BenchDatabase } from './database.js';
import { openDoor } from './door.js';
import { employerLoad } from './employer-load.js';
import { Load, json } from './load.js';
import { queueDatabases } from './queue-databases.js';
import type { Settings } from './settings.js';

/** Everything that is measured, running: the floors and the chain, each in a process of its own. */
export interface Scene {
  floorIntake: Load;
  /** The employer's app alone. */
  door: Load;
  /** The whole chain in one process. */
  ourIntake: Load;
  floorQueue: Child;
  chainQueues: ChainQueues;
  sql: pg.Pool;
  /** The door's database as its owner, and as the desk of the employer. */
  doorUrl: string;
  deskUrl: string;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

const longestQuietMs = 120_000;

export async function setScene(settings: Settings, database: BenchDatabase): Promise<Scene> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const parts = await startParts(settings, database, (closer) => closers.push(closer));
    return { ...parts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type AtTheEnd = (closer: () => Promise<void>) => void;

async function startParts(
  settings: Settings,
  database: BenchDatabase,
  atTheEnd: AtTheEnd,
): Promise<Omit<Scene, 'close'>> {
  const redis = queueDatabases(settings);
  const environment = environmentOf(settings);
  const system = await startSystem({ ...environment, DATABASE_URL: database.url, REDIS_URL: redis?.ours ?? '' });
  atTheEnd(() => system.stop());
  const ourIntake = await employerLoad(system.api, system.issuer);
  atTheEnd(() => ourIntake.close());
  const chainQueues = redis ? ChainQueues.onRedis(redis.ours) : ChainQueues.onPostgres(database.url);
  atTheEnd(() => chainQueues.close());
  const { reports: door } = await openDoor(
    database.doorUrl,
    { ...environment, REDIS_URL: redis?.door ?? '' },
    atTheEnd,
  );
  const floor = { FLOOR_DATABASE_URL: database.url, FLOOR_REDIS_URL: redis?.floor ?? '' };
  const intake = await Child.start('bench/floor/intake.js', floor);
  atTheEnd(() => intake.stop());
  const floorQueue = await Child.start('bench/floor/queue.js', floor);
  atTheEnd(() => floorQueue.stop());
  const floorIntake = new Load({ url: (intake.ready as { url: string }).url, path: '/reports', headers: json });
  atTheEnd(() => floorIntake.close());
  const looking = await Database.connect({ schema: 'access', url: database.url, poolSize: 1 });
  atTheEnd(() => looking.close());
  const { pool: sql, doorUrl } = database;
  const deskUrl = urlAs(doorUrl, deskOf('employer'), environment.DATABASE_ROLE_SECRET ?? '');
  const quiet = (): Promise<void> => untilQuiet(looking);
  return { floorIntake, door, ourIntake, floorQueue, chainQueues, sql, doorUrl, deskUrl, quiet };
}

export const environmentOf = (settings: Settings): Record<string, string> => ({
  CLOCK: 'system',
  HOST: '127.0.0.1',
  PORT: '0',
  ISSUER_PORT: '0',
  // The roles of the database are the same for both databases.
  DATABASE_ROLE_SECRET: randomBytes(32).toString('hex'),
  RATE_LIMIT: '1000000000',
  // Back-pressure would measure itself: here a backlog is made on purpose.
  LAG_LIMIT_EVENTS: '1000000000',
  LOG_LEVEL: 'warn',
  // Long enough for a backlog that is held back on purpose; what it costs at rest is measured nowhere here.
  REDELIVER_AFTER_MS: '60000',
  ...(settings.profile ? profilingInto(settings.profile) : {}),
});

const profilingInto = (folder: string): Record<string, string> => ({
  BENCH_PROFILE: resolve(folder),
  NODE_OPTIONS: `--import ${new URL('./profiled.js', import.meta.url).href}`,
});

async function untilQuiet(database: Database): Promise<void> {
  const until = performance.now() + longestQuietMs;
  for (;;) {
    const { quiet, parked } = await quietness(database);
    if (parked > 0) throw new Error(`${parked} letters were parked`);
    if (quiet) return;
    if (performance.now() > until) throw new Error('the chain does not become quiet');
    await pause(100);
  }
}
