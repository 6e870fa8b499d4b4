/** The embedded PostgreSQL can't be used as things are: the message says what is wrong and what to do. */
export class EmbeddedFailure extends Error {
  override readonly name = 'EmbeddedFailure';
}

const otherwise = 'Or set DATABASE_URL to use a PostgreSQL of your own.';

const knownCauses: readonly { sign: RegExp; words: (dataDir: string) => string }[] = [
  {
    sign: /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/i,
    words: (dataDir) =>
      `The disk that holds ${dataDir} is full. Free some space (a new database takes 60 MB), or set DATA_DIR to a folder on another disk. ${otherwise}`,
  },
  {
    sign: /Read-only file system|EROFS/i,
    words: (dataDir) =>
      `The data directory ${dataDir} is on a read-only file system. Set DATA_DIR to a writable folder. ${otherwise}`,
  },
  {
    sign: /database files are incompatible with server/i,
    words: (dataDir) =>
      `The database in ${dataDir} was made by another version of PostgreSQL. Set DATA_DIR to a new folder, or carry the data over with pg_dump of that version. ${otherwise}`,
  },
  {
    sign: /error while loading shared libraries|Library not loaded/i,
    words: () =>
      `The PostgreSQL that comes along misses its libraries: its install script has not run. Run \`node scripts/install-if-needed.mjs\`. ${otherwise}`,
  },
  {
    sign: /could not map anonymous shared memory|could not create shared memory|Cannot allocate memory/i,
    words: () => `There is not enough memory to start PostgreSQL (it asks for 200 MB). ${otherwise}`,
  },
  {
    sign: /Permission denied|EACCES|EPERM|invalid permissions|wrong ownership/i,
    words: (dataDir) =>
      `The data directory ${dataDir} is not readable and writable for the user that runs PostgreSQL. Give that user access, or set DATA_DIR to another folder. ${otherwise}`,
  },
  {
    sign: /ENOENT|GLIBC/i,
    words: () => `The PostgreSQL that comes along does not run on this system. ${otherwise}`,
  },
];

/** Says in words for people why PostgreSQL did not come up, from what it wrote. */
export const explain = (output: string, dataDir: string): EmbeddedFailure => {
  const cause = knownCauses.find(({ sign }) => sign.test(output));
  const lastWords = output.trim().split('\n').slice(-5).join('\n');
  const words = cause?.words(dataDir) ?? `The embedded PostgreSQL did not start in ${dataDir}. ${otherwise}`;
  return new EmbeddedFailure(lastWords ? `${words}\nIt said: ${lastWords}` : words);
};

export const explainError = (error: unknown, dataDir: string): EmbeddedFailure =>
  error instanceof EmbeddedFailure ? error : explain(error instanceof Error ? error.message : String(error), dataDir);
