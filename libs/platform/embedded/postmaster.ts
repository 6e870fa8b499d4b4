import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { EmbeddedFailure, explain } from './embedded-failure.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import type { SystemUser } from './system-user.js';

export interface EmbeddedLogger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

export interface Postmaster {
  port: number;
  pid: number;
  /** Calls back when PostgreSQL ends without having been asked to. */
  onLost(listener: (detail: string) => void): void;
  stop(): Promise<void>;
}

export const postgresSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Also for a process per context, some of them twice.
  max_connections: '300',
  shared_buffers: '128MB',
  // Many short statements: compiling them costs more than it gives.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // We read its messages, so they have to be in one language.
  lc_messages: 'C',
  // Errors quote statements and the values in them; whoever sent the statement gets the error anyway.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const transient = /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory block/;

/** Starts PostgreSQL on a free port of this machine; another port when somebody was quicker to take it. */
export const startPostmaster = async (
  binaries: PostgresBinaries,
  cluster: Cluster,
  user: SystemUser,
  dataDir: string,
  logger: EmbeddedLogger,
): Promise<Postmaster> => {
  for (let attempt = 1; ; attempt++) {
    const outcome = await launch(binaries, cluster, user, await freePort(), logger);
    if ('port' in outcome) return outcome;
    if (attempt === 10 || !transient.test(outcome.output)) throw explain(outcome.output, dataDir);
    await pause(100 * attempt);
  }
};

const launch = (
  { postgres }: PostgresBinaries,
  { folder }: Cluster,
  user: SystemUser,
  port: number,
  logger: EmbeddedLogger,
): Promise<Postmaster | { output: string }> => {
  const flags = Object.entries(postgresSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // In a process group of its own: Ctrl-C in a terminal reaches us only, and we stop it when our work is done.
  const child = spawn(postgres, ['-D', folder, '-p', String(port), ...flags], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', PGDATA: folder },
  });
  const said: string[] = [];
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ output: error.message }));
    child.once('exit', (code, signal) => resolve({ output: said.join('\n') || `ended with ${code ?? signal}` }));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (said.length > 20) said.shift();
      // What it says of connections that it closes because we stop it is no news.
      if (/ (FATAL|PANIC): /.test(line) && !child.killed) logger.warn(`postgres: ${line}`);
      else logger.debug(`postgres: ${line}`);
      if (line.includes('database system is ready to accept connections')) resolve(runningAs(child, port, said));
    });
  });
};

const runningAs = (child: ChildProcess, port: number, said: readonly string[]): Postmaster => {
  const { pid } = child;
  if (pid === undefined) throw new Error('a process that said something has a number');
  let asked = false;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Only a process that is killed (-9) leaves its database running.
  const atExit = (): void => void child.kill('SIGINT');
  process.once('exit', atExit);
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return {
    port,
    pid,
    onLost: (listener) => void ended.then(() => !asked && listener(said.slice(-5).join('\n'))),
    stop: async () => {
      asked = true;
      process.off('exit', atExit);
      await stopChild(child, ended);
    },
  };
};

const stopChild = async (child: ChildProcess, ended: Promise<void>): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    child.kill(signal);
    const timer = new AbortController();
    const inTime = await Promise.race([
      ended.then(() => true),
      pause(patience, false, { signal: timer.signal }).catch(() => true),
    ]);
    timer.abort();
    if (inTime) return;
  }
  throw new EmbeddedFailure(`PostgreSQL (process ${child.pid}) does not stop.`);
};
