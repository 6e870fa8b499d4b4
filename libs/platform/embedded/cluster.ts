import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readIfThere, requireFreeSpace, secretOf } from './data-directory.js';
import { EmbeddedFailure, explain } from './embedded-failure.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import type { SystemUser } from './system-user.js';

export interface Cluster {
  folder: string;
  password: string;
}

const passwordFile = 'postgres-password';

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The database files of this data directory, made when there are none. */
export const clusterOf = async (dataDir: string, binaries: PostgresBinaries, user: SystemUser): Promise<Cluster> => {
  const folder = join(dataDir, 'postgres');
  if (await exists(folder)) {
    await requireFreeSpace(dataDir, 40);
    const password = (await readIfThere(join(dataDir, passwordFile)))?.trim();
    if (password) return { folder, password };
    throw new EmbeddedFailure(
      `${folder} holds a database, but its password (${passwordFile}) is gone. Put that file back, or set DATA_DIR to a new folder.`,
    );
  }
  await requireFreeSpace(dataDir, 150);
  const password = await secretOf(dataDir, passwordFile);
  await initialise(dataDir, folder, password, binaries, user);
  return { folder, password };
};

/** Made under another name and renamed when complete: a start that is cut off leaves no half database. */
const initialise = async (
  dataDir: string,
  folder: string,
  password: string,
  binaries: PostgresBinaries,
  user: SystemUser,
): Promise<void> => {
  const unfinished = join(dataDir, 'postgres.unfinished');
  const passwordFor = join(dataDir, 'postgres-password.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFor, `${password}\n`, { mode: 0o600 });
  try {
    if ('uid' in user) await Promise.all([unfinished, passwordFor].map((path) => chown(path, user.uid, user.gid)));
    await runInitdb(binaries, unfinished, passwordFor, user, dataDir);
    await rename(unfinished, folder);
  } finally {
    await rm(passwordFor, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
};

const runInitdb = async (
  { initdb }: PostgresBinaries,
  folder: string,
  passwordFor: string,
  user: SystemUser,
  dataDir: string,
): Promise<void> => {
  const options = [
    `--pgdata=${folder}`,
    `--pwfile=${passwordFor}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of text on every machine, whatever languages it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ];
  try {
    await promisify(execFile)(initdb, options, { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw explain(stderr || message, dataDir);
  }
};
