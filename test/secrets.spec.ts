import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseRole, rolePassword } from '../libs/platform/persistence/roles.js';
import { projectFolder } from '../scripts/scenario/system.js';
import { Tokens } from '../scripts/scenario/tokens.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';

const databasePassword = 'Pw-of-the-database-4711';
const roleSecret = 'Secret-of-the-roles-0815-and-some-more-of-it';
const guardKey = 'Key-of-the-leak-guard-2323-and-some-more-of-it';
const masterKey = Buffer.from('Master-key-of-the-vault--32-byte').toString('base64');
const redisPassword = 'Pw-of-redis-9000';

/** A process of the chain: what it prints, and its reports, are searched afterwards. */
interface Started {
  child: ChildProcess;
  printed(): string;
  ended: Promise<unknown>;
}

let database: TestDatabase;
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

async function start(settings: Record<string, string>): Promise<Started> {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  // Started as root, PostgreSQL runs as another user, who must be able to get in.
  await chmod(folder, 0o711);
  const child = spawn(process.execPath, [join(projectFolder(), 'dist/apps/chain/main.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      PORT: '0',
      ISSUER_PORT: '0',
      CLOCK: 'scenario',
      LOG_LEVEL: 'trace',
      ...settings,
    },
  });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, printed: () => text, ended: once(child, 'close') };
}

/** In none of the forms in which it could be written down. */
function expectWithout(text: string, ...secrets: string[]): void {
  for (const secret of secrets) {
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), secret.toLowerCase()];
    for (const form of forms) expect(text).not.toContain(form);
  }
}

const withPassword = (password: string, changes: Partial<URL> = {}): string =>
  Object.assign(new URL(database.url), { password, ...changes }).toString();

/** The right secrets of the database of this file: it is made with the first, and knows no others. */
const ofOneInstallation = (): Record<string, string> => ({
  DATABASE_URL: database.url,
  DATABASE_ROLE_SECRET: database.secret,
  GUARD_KEY: guardKey,
  VAULT_MASTER_KEY: masterKey,
});

/** Where it listens, once it does. */
async function addressesIn({ child, printed, ended }: Started): Promise<{ apiUrl: string; issuerUrl: string }> {
  let text = '';
  const written = eventually(async () => {
    if (child.exitCode === null) text = await readFile(join(folder, 'runtime.json'), 'utf8');
  }, 60_000);
  await Promise.race([written, ended]);
  if (text === '') throw new Error(`it does not start: ${printed()}`);
  return JSON.parse(text) as { apiUrl: string; issuerUrl: string };
}

describe('a process that cannot start keeps its secrets', () => {
  it('when settings are wrong, or in the place of others', async () => {
    const started = await start({
      DATABASE_URL: `mysql://chain:${databasePassword}@db/chain`,
      DATABASE_ROLE_SECRET: roleSecret.slice(0, 20),
      GUARD_KEY: guardKey.slice(0, 20),
      VAULT_MASTER_KEY: masterKey.slice(0, 20),
      REDIS_URL: `http://:${redisPassword}@redis`,
      PORT: `postgres://chain:${databasePassword}@db/chain`,
      SERVICE_URLS: `bakery=http://x:${redisPassword}@y`,
    });
    await started.ended;
    expect(started.child.exitCode).toBe(1);
    for (const name of ['DATABASE_URL', 'DATABASE_ROLE_SECRET', 'REDIS_URL', 'PORT', 'SERVICE_URLS'])
      expect(started.printed()).toContain(`- ${name} must`);
    const keys = [roleSecret, guardKey, masterKey].map((key) => key.slice(0, 20));
    expectWithout(started.printed(), databasePassword, redisPassword, ...keys);
  });

  it.each<[string, () => string, RegExp]>([
    ['no database answers', () => withPassword(databasePassword, { port: '1' }), /No database answers/],
    ['the password is not the right one', () => withPassword(databasePassword), /does not let postgres in/],
    ['the database is not there', () => Object.assign(new URL(database.url), { pathname: '/none' }).toString(), /none/],
    ['the roles have other passwords', () => database.url, /made with another secret/],
  ])('when %s', async (_what, url, words) => {
    const started = await start({
      DATABASE_URL: url(),
      DATABASE_ROLE_SECRET: roleSecret,
      DATABASE_PATIENCE: '1',
      REDIS_URL: `redis://:${redisPassword}@127.0.0.1:1`,
    });
    await started.ended;
    expect(started.child.exitCode).toBe(1);
    expect(started.printed()).toMatch(words);
    const passwords = [new URL(url()).password, rolePassword(roleSecret, 'access')];
    expectWithout(started.printed(), roleSecret, redisPassword, ...passwords);
  });
});

describe('a process that runs keeps its secrets', () => {
  /** Loaded before the process itself: on a signal it breaks in a way that shows all that an error can have on it. */
  const breaking = `
    const { DATABASE_URL: url, DATABASE_ROLE_SECRET: secret } = process.env;
    process.on('SIGWINCH', () => {
      const error = new Error('it broke at ' + url);
      throw Object.assign(error, { parameters: [url, secret], cause: new Error(secret) });
    });
    process.on('SIGCONT', () => {
      void Promise.reject(Object.assign(new SyntaxError('what is ' + secret), { input: secret }));
    });`;

  let reportsIn: string;
  const options = (): string =>
    [
      '--report-on-signal',
      '--report-on-fatalerror',
      '--report-uncaught-exception',
      `--report-directory=${reportsIn}`,
      `--import=data:text/javascript,${encodeURIComponent(breaking)}`,
    ].join(' ');

  const reports = async (): Promise<string[]> => {
    const names = await readdir(reportsIn);
    return Promise.all(names.map((name) => readFile(join(reportsIn, name), 'utf8')));
  };

  beforeEach(async () => {
    reportsIn = await mkdtemp(join(tmpdir(), 'reports-'));
  });

  afterEach(() => rm(reportsIn, { recursive: true, force: true }));

  it.each<[string, NodeJS.Signals, RegExp]>([
    ['an exception that nobody catches', 'SIGWINCH', /Error: it broke at postgres:\/\/…@127\.0\.0\.1/],
    ['a promise that nobody waits for', 'SIGCONT', /SyntaxError: failed with a text that cannot be read/],
  ])('in its log, in a diagnostic report, and in its last words after %s', async (_what, signal, words) => {
    const started = await start({
      ...ofOneInstallation(),
      NODE_OPTIONS: options(),
    });
    const { apiUrl, issuerUrl } = await addressesIn(started);
    const { text: token } = await new Tokens(() => issuerUrl).of('administrator@operator');
    const asked = await fetch(`${apiUrl}/v1/cases`, { headers: { authorization: `Bearer ${token}` } });
    expect(asked.status).toBe(200);
    await fetch(`${apiUrl}/v1/cases`, { headers: { authorization: `Bearer ${token}x` } });

    started.child.kill('SIGUSR2');
    await eventually(async () => expect(await reports()).toEqual([expect.stringContaining('"environmentVariables"')]));
    started.child.kill(signal);
    await started.ended;

    expect(started.child.exitCode).toBe(1);
    expect(started.printed()).toMatch(words);
    const secrets = [new URL(database.url).password, database.secret, guardKey, masterKey, token];
    const rolePasswords = (['access', 'police', 'queue'] as const).map((role) => rolePassword(database.secret, role));
    expectWithout([started.printed(), ...(await reports())].join('\n'), ...secrets, ...rolePasswords);
  });

  it('when its queue is gone; and it stops when it is told to, all the same', async () => {
    const REDIS_URL = `redis://:${redisPassword}@127.0.0.1:1`;
    const started = await start({ ...ofOneInstallation(), REDIS_URL });
    await addressesIn(started);
    await eventually(() => expect(started.printed()).toContain('failed with ECONNREFUSED'));
    started.child.kill('SIGTERM');
    await started.ended;
    expectWithout(started.printed(), redisPassword, database.secret, guardKey, masterKey);
  });

  it('from the PostgreSQL that comes along, which tells nobody what was in a statement that failed', async () => {
    const started = await start({ DATABASE_ROLE_SECRET: roleSecret });
    await addressesIn(started);
    const [pid = ''] = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n');
    if (process.platform === 'linux') expectWithout(await readFile(`/proc/${pid}/environ`, 'utf8'), roleSecret);
    const { databaseUrl } = JSON.parse(await readFile(join(folder, 'runtime.json'), 'utf8')) as { databaseUrl: string };
    await failIn(databaseUrl, 'Tamara Veldkuil');
    const ended = started.ended;
    started.child.kill('SIGTERM');
    await ended;
    expect(started.printed()).toContain('database system is shut down');
    expectWithout(started.printed(), 'Tamara Veldkuil', roleSecret, rolePassword(roleSecret, 'access'));
    expectWithout(started.printed(), new URL(databaseUrl).password);
  });
});

/** Statements that PostgreSQL refuses with the value in its message, in its detail and in the statement. */
async function failIn(url: string, value: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create temporary table named (name text primary key, age int check (age > 0))');
    for (const statement of [
      `insert into named values ('${value}', 1), ('${value}', 2)`,
      `insert into named values ('${value}', -1)`,
      `select '${value}'::int`,
    ])
      await expect(client.query(statement)).rejects.toThrow();
    await expect(client.query('select $1::text::int', [value])).rejects.toThrow(value);
    await expect(client.query(`set role ${databaseRole('access')}_${value.replace(' ', '_')}`)).rejects.toThrow();
  } finally {
    await client.end();
  }
}
