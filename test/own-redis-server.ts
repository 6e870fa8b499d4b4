import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

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
  let server: ChildProcess | undefined;

  const runs = (): boolean => server !== undefined && server.exitCode === null && server.signalCode === null;
  const start = async (): Promise<void> => {
    if (runs()) return;
    const settings = { port: String(port), bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
    const given = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    server = spawn('redis-server', given, { stdio: 'ignore' });
    await asked(url, (redis) => redis.ping());
  };
  const kill = async (): Promise<void> => {
    if (!server || !runs()) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };

  await start();
  return {
    url,
    limitMemory: (to) => asked(url, (redis) => redis.config('SET', 'maxmemory', to)),
    start,
    kill,
    async close() {
      await kill();
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
