import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareDataDirectory, readIfThere } from './data-directory.js';

/** Where the running system can be found by the command line tools of the same data directory. */
export interface Runtime {
  databaseUrl: string;
  apiUrl: string;
  issuerUrl: string;
  redisUrl?: string;
}

const fileOf = (dataDir: string): string => join(dataDir, 'runtime.json');

/** Holds the password of the database, so only its owner reads it; replaced whole, never half. */
export const writeRuntime = async (dataDir: string, runtime: Runtime): Promise<void> => {
  await prepareDataDirectory(dataDir);
  const unfinished = `${fileOf(dataDir)}.${randomUUID()}`;
  await writeFile(unfinished, `${JSON.stringify(runtime, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, fileOf(dataDir));
};

export const removeRuntime = (dataDir: string): Promise<void> => rm(fileOf(dataDir), { force: true });

/** Undefined when nothing runs on this data directory, or was stopped in good order. */
export const readRuntime = async (dataDir: string): Promise<Runtime | undefined> => {
  const text = await readIfThere(fileOf(dataDir));
  return text === undefined ? undefined : (JSON.parse(text) as Runtime);
};
