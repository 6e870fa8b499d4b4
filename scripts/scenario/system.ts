import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from './client.js';
import { isObject, textOf } from './json.js';

const patienceMilliseconds = 180_000;
const stopMilliseconds = 30_000;
/** How much of what the system printed is shown when it does not start. */
const lastCharacters = 4000;

export interface RunningSystem {
  api: string;
  issuer: string;
  databaseUrl: string;
  stop(): Promise<void>;
}

/** The folder of the project, from the sources and from what is built from them. */
export function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

/** Starts the whole chain in a process of its own, with a clock that stands still and an empty database. */
export async function startSystem(
  environment: Record<string, string> = {},
  hear: (printed: string) => void = () => undefined,
): Promise<RunningSystem> {
  const main = join(projectFolder(), 'dist/apps/chain/main.js');
  if (!existsSync(main)) throw new Error(`${main} is missing: build first, with npm run build`);
  const folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  // Started as root, PostgreSQL runs as another user, who must be able to get in.
  await chmod(folder, 0o711);
  const child = spawn(process.execPath, [main], {
    cwd: projectFolder(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CLOCK: 'scenario',
      RATE_LIMIT: '1000000',
      PORT: '0',
      ISSUER_PORT: '0',
      DATA_DIR: folder,
      ...environment,
    },
  });
  const printed = lastPrintedBy(child, hear);
  try {
    const addresses = await listening(child, folder);
    return { ...addresses, stop: () => stop(child, folder) };
  } catch (error) {
    await stop(child, folder);
    throw new Error(`the system does not start: ${(error as Error).message}\n${printed()}`, { cause: error });
  }
}

function lastPrintedBy(child: ChildProcess, hear: (printed: string) => void): () => string {
  let text = '';
  const keep = (chunk: Buffer): void => {
    hear(chunk.toString());
    text = (text + chunk.toString()).slice(-lastCharacters);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text;
}

type Addresses = Omit<RunningSystem, 'stop'>;

async function listening(child: ChildProcess, folder: string): Promise<Addresses> {
  const until = performance.now() + patienceMilliseconds;
  while (performance.now() < until) {
    if (hasEnded(child)) throw new Error('it has ended');
    const addresses = await readRuntime(folder);
    if (addresses && (await ready(addresses.api))) return addresses;
    await pause(50);
  }
  throw new Error('it is not ready after three minutes');
}

/** Where the system says that it listens; undefined while it does not. */
async function readRuntime(folder: string): Promise<Addresses | undefined> {
  const text = await readFile(join(folder, 'runtime.json'), 'utf8').catch(() => undefined);
  if (!text) return undefined;
  try {
    const runtime: unknown = JSON.parse(text);
    const api = isObject(runtime) ? textOf(runtime.apiUrl) : undefined;
    const issuer = isObject(runtime) ? textOf(runtime.issuerUrl) : undefined;
    const databaseUrl = isObject(runtime) ? textOf(runtime.databaseUrl) : undefined;
    return api && issuer && databaseUrl ? { api, issuer, databaseUrl } : undefined;
  } catch {
    // Half written: it will be whole in a moment.
    return undefined;
  }
}

async function ready(api: string): Promise<boolean> {
  const client = new Client(() => api, undefined, 0);
  return client.get(undefined, '/health/ready').then(
    ({ status }) => status === 200,
    () => false,
  );
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (!hasEnded(child)) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await Promise.race([ended, pause(stopMilliseconds, undefined, { ref: false })]);
    if (!hasEnded(child)) child.kill('SIGKILL');
  }
  await rm(folder, { recursive: true, force: true });
}
