import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from './data-directory.js';
import { EmbeddedFailure } from './embedded-failure.js';
import { commandOf, waitUntilGone } from './living-process.js';

/** PostgreSQL writes its process number on the first line of this file in its data directory. */
const postmasterFile = (cluster: string): string => join(cluster, 'postmaster.pid');

const isOurs = (command: string, cluster: string): boolean => /\bpostgres\b/.test(command) && command.includes(cluster);

/**
 * After our process was killed (-9) its PostgreSQL is still there. It is stopped in good order, so that what was
 * committed is on disk, and all connections of the process that is gone are closed.
 */
export const stopLeftover = async (cluster: string): Promise<'none' | 'stopped'> => {
  const pid = Number((await readIfThere(postmasterFile(cluster)))?.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return 'none';
  if (!isOurs(await commandOf(pid), cluster)) {
    // The number now belongs to another process, or to none; PostgreSQL would take the former for itself.
    await rm(postmasterFile(cluster), { force: true });
    return 'none';
  }
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    signalIfThere(pid, signal);
    if (await waitUntilGone(pid, patience)) return 'stopped';
  }
  throw new EmbeddedFailure(
    `A PostgreSQL of an earlier run (process ${pid}) does not stop. Stop it by hand and try again.`,
  );
};

const signalIfThere = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EPERM') {
      throw new EmbeddedFailure(
        `A PostgreSQL of an earlier run (process ${pid}) belongs to another user. Stop it by hand, or start as that user.`,
      );
    }
    if (code !== 'ESRCH') throw error;
  }
};
