import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedFailure } from './embedded-failure.js';

const run = promisify(execFile);

/** Under which user PostgreSQL runs; empty: the one that runs us. PostgreSQL refuses to run as root. */
export type SystemUser = { uid: number; gid: number } | Record<string, never>;

const name = 'postgres';

const lookUp = async (): Promise<SystemUser | undefined> => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
};

const create = async (): Promise<void> => {
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ];
  const failures: string[] = [];
  for (const [command, options] of ways) {
    try {
      await run(command, [...options]);
      return;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new EmbeddedFailure(
    `PostgreSQL does not run as root, and the user ${name} could not be made. Make it (\`useradd --system ${name}\`), or start as another user than root.\n${failures.join('\n')}`,
  );
};

export const userForPostgres = async (): Promise<SystemUser> => {
  if (process.getuid?.() !== 0) return {};
  const known = await lookUp();
  if (known) return known;
  await create();
  const made = await lookUp();
  if (!made) throw new EmbeddedFailure(`The user ${name} was made but can't be found.`);
  return made;
};

const withParents = (path: string): string[] =>
  dirname(path) === path ? [path] : [...withParents(dirname(path)), path];

/** Shows that the user may go where its files are, or says which folder is closed to it. */
export const requireWayTo = async (user: SystemUser, folders: readonly string[]): Promise<void> => {
  if (!('uid' in user)) return;
  const way = [...new Set(folders.flatMap(withParents))];
  const script = 'for folder; do test -x "$folder" || { printf %s "$folder"; exit 1; }; done';
  try {
    await run('/bin/sh', ['-c', script, 'sh', ...way], { ...user, cwd: '/' });
  } catch (error) {
    const closed = (error as { stdout?: string }).stdout;
    throw new EmbeddedFailure(
      `You start as root, so PostgreSQL runs as the user ${name}, and the folder ${closed || folders.join(' or ')} is closed to that user. ` +
        `Put the project and DATA_DIR in a folder open to all (for instance /srv), open that folder (chmod o+x), or start as another user than root. ` +
        'Or set DATABASE_URL to use a PostgreSQL of your own.',
    );
  }
};
