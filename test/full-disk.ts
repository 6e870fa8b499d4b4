import { spawnSync } from 'node:child_process';
import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asAdministrator, type TestDatabase } from './database.js';

/** A small disk of its own for some tables of a database. */
export interface SmallDisk {
  /** Moves every table of this schema to it. */
  take(schema: string): Promise<void>;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
  /** After the database is dropped. */
  close(): Promise<void>;
}

const run = (command: string, ...given: string[]): boolean => spawnSync(command, given).status === 0;

/** Only who administers the machine may do that. */
export const mayMount = ((): boolean => {
  const there = tmpdir();
  return process.getuid?.() === 0 && run('unshare', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', there);
})();

export async function smallDisk(database: TestDatabase, megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', folder))
    throw new Error('a small disk could not be mounted');
  const [cluster] = await database.query<{ data_directory: string }>('show data_directory');
  const { uid, gid } = await stat(cluster?.data_directory ?? '');
  await chown(folder, uid, gid);
  const name = `small_${String(process.pid)}`;
  await asAdministrator((client) => client.query(`create tablespace ${name} location '${folder}'`));
  const filler = join(folder, 'filler');
  return {
    async take(schema) {
      const tables = await database.query<{ table: string }>(
        `select format('%I.%I', schemaname, tablename) as table from pg_tables where schemaname = $1`,
        [schema],
      );
      for (const { table } of tables) await database.query(`alter table ${table} set tablespace ${name}`);
    },
    async fill() {
      const block = Buffer.alloc(4096);
      try {
        for (;;) await writeFile(filler, block, { flag: 'a' });
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error;
      }
    },
    makeRoom: () => rm(filler),
    async close() {
      await asAdministrator((client) => client.query(`drop tablespace ${name}`));
      run('umount', folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
