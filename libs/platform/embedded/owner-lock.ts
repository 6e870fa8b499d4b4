import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readIfThere } from './data-directory.js';
import { EmbeddedFailure } from './embedded-failure.js';
import { birthOf, isAlive } from './living-process.js';

/** At most one system uses a data directory at a time: its process is written here while it runs. */
const lockOf = (dataDir: string): string => join(dataDir, 'owner.pid');

const ownerOf = async (dataDir: string): Promise<number | undefined> => {
  const [pid, birth] = ((await readIfThere(lockOf(dataDir))) ?? '').trim().split(' ');
  const owner = Number(pid);
  if (!Number.isInteger(owner) || owner <= 0 || !isAlive(owner)) return undefined;
  return (await birthOf(owner)) === (birth ?? '') ? owner : undefined;
};

/** Takes the data directory for this process; the answer gives it back. Refused while another process has it. */
export const takeDataDirectory = async (dataDir: string, patienceMs: number): Promise<() => Promise<void>> => {
  const lock = lockOf(dataDir);
  const me = `${process.pid} ${await birthOf(process.pid)}`.trim();
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      await writeFile(lock, `${me}\n`, { mode: 0o600, flag: 'wx' });
      return () => rm(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = await ownerOf(dataDir);
    // Its process is gone (killed, or the machine went down): nobody holds this lock.
    if (owner === undefined) await rm(lock, { force: true });
    else if (Date.now() > deadline) throw alreadyRuns(dataDir, owner);
    // It may be about to stop: it was told to just before this start.
    else await pause(100);
  }
};

const alreadyRuns = (dataDir: string, owner: number): EmbeddedFailure =>
  new EmbeddedFailure(
    `The system already runs on ${dataDir} (process ${owner}). Stop it first, or set DATA_DIR to another folder.`,
  );
