import { randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { writeOnce } from '../../platform/embedded/data-directory.js';
import { MasterKeyFailure } from './master-keys.js';

const keyLength = 32;

/** A new master key, as a line of a key file. */
export const newKey = (): string => randomBytes(keyLength).toString('base64');

/** The master keys of a key file, one a line in base64, the newest first. */
export async function keysIn(path: string): Promise<Buffer[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new MasterKeyFailure(`The key file ${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? ''}`);
  });
  const keys = text
    .split(/\s+/)
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== keyLength)) {
    throw new MasterKeyFailure(`The key file ${path} must hold keys of 32 bytes in base64, one a line.`);
  }
  await refuseOpenFile(path);
  return keys;
}

/** Who can read the file can read every name. */
async function refuseOpenFile(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) {
    throw new MasterKeyFailure(`The key file ${path} is open to others: make it yours alone (chmod 600).`);
  }
}

/** Makes the key file at the first start; answers whether it did. */
export async function ensureKeyFile(path: string): Promise<boolean> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  if (!there) await writeOnce(path, `${newKey()}\n`);
  return !there;
}

/** The file appears whole or not at all. */
export async function writeKeys(path: string, keys: readonly Buffer[]): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, keys.map((key) => `${key.toString('base64')}\n`).join(''), { mode: 0o600 });
  await rename(unfinished, path);
}
