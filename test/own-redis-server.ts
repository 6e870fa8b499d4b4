import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { redisServer } from './own-process.js';

/** A Redis of one test, which it may fill, stop and start again, because nobody else is in it. */
export interface OwnRedis {
  url: string;
  /** How much it may keep, as in its configuration; '0' is as much as there is. */
  limitMemory(to: string): Promise<void>;
  start(): Promise<void>;
  /** Without a goodbye, and without what was in it. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export const redisIsInstalled = spawnSync('redis-server', ['--version']).status === 0;

export async function ownRedisServer(): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${String(port)}`;
  const server = redisServer({ port: String(port), dir: folder });
  const start = async (): Promise<void> => {
    server.start();
    await asked(url, (redis) => redis.ping());
  };

  await start();
  return {
    url,
    limitMemory: (to) => asked(url, (redis) => redis.config('SET', 'maxmemory', to)),
    start,
    kill: () => server.kill(),
    async close() {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function asked(url: string, what: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  // It is not there yet: tried again.
  redis.on('error', () => undefined);
  await what(redis);
  redis.disconnect();
}
