import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedFailure, explainError } from './embedded-failure.js';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The text of a file, or undefined when there is none. */
export const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** Folder by folder: mkdir's own recursion says ENOENT where the file system is read-only, and never ends in /proc. */
const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { mode: 0o711 });
  } catch (error) {
    if (await isFolder(path)) return;
    if (!isMissing(error)) throw error;
    if (await isFolder(dirname(path))) throw new EmbeddedFailure(`No folder can be made at ${path}. Set DATA_DIR.`);
    await makeFolder(dirname(path));
    await makeFolder(path);
  }
};

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Makes the data directory when there is none, and shows that files can be written in it. */
export const prepareDataDirectory = async (dataDir: string): Promise<string> => {
  const absolute = resolve(dataDir);
  try {
    await makeFolder(absolute);
    const probe = join(absolute, `.writable-${process.pid}`);
    await writeFile(probe, 'x'.repeat(4096), { mode: 0o600 });
    await rm(probe, { force: true });
    return absolute;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new EmbeddedFailure(
        `The data directory ${absolute} can't be made: there is a file in the way. Set DATA_DIR.`,
      );
    }
    throw explainError(error, absolute);
  }
};

export const requireFreeSpace = async (dataDir: string, megabytes: number): Promise<void> => {
  const { bavail, bsize } = await statfs(dataDir);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free < megabytes) {
    throw new EmbeddedFailure(
      `The disk that holds ${dataDir} has ${free} MB left; the embedded PostgreSQL needs ${megabytes} MB. Free some space, or set DATA_DIR to a folder on another disk.`,
    );
  }
};

/** Writes a file that only its owner reads, unless it is there: of processes that start together one is first. */
export const writeOnce = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o711 });
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, text, { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never in the place of another.
    await link(unfinished, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Some file systems have no links.
    if (code !== 'EEXIST') await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
};

/** A secret of this installation: made at the first start, kept in a file that only its owner reads. */
export const secretOf = async (dataDir: string, name: string): Promise<string> => {
  const path = join(dataDir, name);
  const kept = await readIfThere(path);
  if (kept === undefined) await writeOnce(path, `${randomBytes(32).toString('base64url')}\n`);
  const secret = (kept ?? (await readIfThere(path)))?.trim();
  if (!secret) throw new EmbeddedFailure(`${path} is empty or gone. Put it back, or set DATA_DIR to a new folder.`);
  return secret;
};
