import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseRole, databaseUsers, rolePassword } from '../libs/platform/persistence/roles.js';
import type { TestDatabase } from './database.js';
import { freePort } from './free-port.js';
import { OwnProcess } from './own-process.js';

/** A pooler in transaction mode before the database of one test, which may kill it and start it again. */
export interface OwnPooler {
  /** The database by way of the pooler, as its owner. */
  url: string;
  start(): Promise<void>;
  /** Without a goodbye: every connection through it is gone. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export const pgbouncerIsInstalled = spawnSync('pgbouncer', ['--version']).status === 0;

/** So few that requests of several people take turns on each. */
const connectionsPerUser = 2;

export async function ownPooler(database: TestDatabase): Promise<OwnPooler> {
  const folder = await mkdtemp(join(tmpdir(), 'pgbouncer-'));
  const port = await freePort();
  const url = Object.assign(new URL(database.url), { port: String(port) }).toString();
  const settings = join(folder, 'pgbouncer.ini');
  await writeSettings(folder, settings, database, port);
  const pooler = new OwnProcess('pgbouncer', ['--quiet', settings]);
  const start = async (): Promise<void> => {
    pooler.start();
    while (!(await answers(url))) if (!pooler.runs) throw new Error('pgbouncer does not start');
  };

  await start();
  return {
    url,
    start,
    kill: () => pooler.kill(),
    async close() {
      await pooler.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeSettings(folder: string, path: string, database: TestDatabase, port: number): Promise<void> {
  const { hostname, port: behind, username, password } = new URL(database.url);
  const users = [[decodeURIComponent(username), decodeURIComponent(password)]].concat(
    databaseUsers.map((user) => [databaseRole(user), rolePassword(database.secret, user)]),
  );
  const userList = join(folder, 'users');
  await writeFile(userList, users.map(([user, word]) => `"${user ?? ''}" "${word ?? ''}"\n`).join(''));
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${behind}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${String(port)}`,
    'unix_socket_dir =',
    'pool_mode = transaction',
    `default_pool_size = ${String(connectionsPerUser)}`,
    'max_client_conn = 500',
    'auth_type = scram-sha-256',
    `auth_file = ${userList}`,
    // As root it does not start; this is who it becomes then.
    ...(process.getuid?.() === 0 ? ['user = nobody'] : []),
  ];
  await writeFile(path, lines.join('\n'));
  await chmod(folder, 0o755);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
