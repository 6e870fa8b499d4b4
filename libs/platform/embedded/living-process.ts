import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readIfThere } from './data-directory.js';

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The command line of a process, empty when it is gone (a zombie has none either). */
export const commandOf = async (pid: number): Promise<string> => {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'args=']);
    return stdout;
  } catch {
    return '';
  }
};

/** Tells this life of a process number from a later one: when it started. Empty where the system does not say. */
export const birthOf = async (pid: number): Promise<string> => {
  const stat = await readIfThere(`/proc/${pid}/stat`).catch(() => undefined);
  // The name, in brackets, may hold spaces; the start is the 22nd field, so the 20th after the name.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
};

const isGone = async (pid: number): Promise<boolean> => !isAlive(pid) || (await commandOf(pid)) === '';

/** Waits until a process is gone; false when it is still there after the time given. */
export const waitUntilGone = async (pid: number, milliseconds: number): Promise<boolean> => {
  const deadline = Date.now() + milliseconds;
  while (!(await isGone(pid))) {
    if (Date.now() > deadline) return false;
    await pause(25);
  }
  return true;
};
