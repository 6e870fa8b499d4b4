import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '../scripts/scenario/system.js';
import type { TestDatabase } from './database.js';
import { freePort } from './free-port.js';

/** The whole chain in a process of its own, which can be killed and started again at the same address. */
export interface SpawnedChain {
  url: string;
  issuer: string;
  start(): Promise<void>;
  /** Kill -9: no goodbye. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function spawnChain(database: TestDatabase, settings: Record<string, string> = {}): Promise<SpawnedChain> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chain-'));
  const [port, issuerPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${String(port)}`;
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [join(projectFolder(), 'dist/apps/chain/main.js')], {
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        CLOCK: 'scenario',
        DATABASE_URL: database.url,
        DATABASE_ROLE_SECRET: database.secret,
        DATA_DIR: dataDir,
        PORT: String(port),
        ISSUER_PORT: String(issuerPort),
        RATE_LIMIT: '1000000',
        LOG_LEVEL: 'silent',
        ...settings,
      },
    });
    await ready(url, child);
  };

  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };

  return {
    url,
    issuer: `http://127.0.0.1:${String(issuerPort)}`,
    start,
    kill: () => kill(),
    async close() {
      await kill('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(20);
  }
  throw new Error(`the chain ended with ${String(child.exitCode ?? child.signalCode)} before it was ready`);
}
