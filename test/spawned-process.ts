import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../scripts/scenario/system.js';
import type { TestDatabase } from './database.js';
import { keysOfTests } from './chain.js';

/** The whole chain in a process of its own, with what it prints and how it ends. */
export interface SpawnedProcess {
  /** What it has printed so far; its log among it, one JSON object a line. */
  printed(): string;
  /** Where it listens, once it does. */
  addresses(): { url: string; issuer: string } | undefined;
  ended(): boolean;
  /** Asks it to end, as who runs it does; answers with which code it did. */
  stop(): Promise<number | null>;
  close(): Promise<void>;
}

export async function spawnProcess(
  database: TestDatabase,
  settings: Record<string, string> = {},
): Promise<SpawnedProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chain-'));
  const child = spawn(process.execPath, [join(projectFolder(), 'dist/apps/chain/main.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      CLOCK: 'scenario',
      DATABASE_URL: database.url,
      DATABASE_ROLE_SECRET: database.secret,
      ...keysOfTests,
      DATA_DIR: dataDir,
      PORT: '0',
      ISSUER_PORT: '0',
      RATE_LIMIT: '1000000',
      ...settings,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (!hasEnded(child)) child.kill(signal);
    const [code] = await exited;
    return code;
  };
  return {
    printed: () => text,
    addresses: () => {
      const [, url] = /serves at (\S+)/.exec(text) ?? [];
      const [, issuer] = /Tokens come from (\S+),/.exec(text) ?? [];
      return url && issuer ? { url, issuer } : undefined;
    },
    ended: () => hasEnded(child),
    stop: () => end('SIGTERM'),
    async close() {
      await end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
