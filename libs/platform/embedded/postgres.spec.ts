import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { explain } from './embedded-failure.js';
import { isAlive } from './living-process.js';
import { EmbeddedFailure, startEmbeddedPostgres } from './postgres.js';
import { readRuntime, removeRuntime, writeRuntime } from './runtime-file.js';

const logger = { debug: () => {}, info: () => {}, warn: () => {} };

const ask = async (url: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
};

const postmasterOf = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

/** A child that looks like a PostgreSQL of a killed run to whoever only reads its process number. */
const somebodyElse = async (): Promise<ChildProcess> => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  return child;
};

describe('embedded PostgreSQL', () => {
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
    await chmod(dataDir, 0o711);
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('makes its database at the first start and finds it again at the next', async () => {
    const first = await startEmbeddedPostgres({ dataDir, logger });
    await ask(first.url, "create table kept as select 'here' as word");
    expect(await ask(first.url, 'show server_version')).toEqual([expect.stringMatching(/^18/)]);
    expect(await ask(first.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(await ask(first.url, 'show fsync')).toEqual(['on']);
    const pid = await postmasterOf(dataDir);
    await first.stop();
    expect(isAlive(pid)).toBe(false);

    const began = Date.now();
    const second = await startEmbeddedPostgres({ dataDir, logger });
    expect(Date.now() - began).toBeLessThan(5000);
    expect(await ask(second.url, 'select word from kept')).toEqual(['here']);
    await second.stop();
  });

  it('keeps its password in a file that only its owner reads', async () => {
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  it('lets nobody in without the password', async () => {
    const running = await startEmbeddedPostgres({ dataDir, logger });
    const address = new URL(running.url);
    address.password = 'guess';
    await expect(ask(address.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    await running.stop();
  });

  it('stops the PostgreSQL that a killed run left behind, and keeps what was committed', async () => {
    const killed = await startEmbeddedPostgres({ dataDir, logger });
    await ask(killed.url, "insert into kept values ('committed')");
    const left = await postmasterOf(dataDir);
    const gone = await somebodyElse();
    gone.kill('SIGKILL');
    await once(gone, 'exit');
    await writeFile(join(dataDir, 'owner.pid'), `${gone.pid} 1\n`);

    const next = await startEmbeddedPostgres({ dataDir, logger });
    expect(isAlive(left)).toBe(false);
    expect(await ask(next.url, 'select word from kept')).toEqual(['here', 'committed']);
    await next.stop();
  });

  it('is not misled by the process number of a PostgreSQL that is gone', async () => {
    const other = await somebodyElse();
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${other.pid}\n${join(dataDir, 'postgres')}\n`);
    const running = await startEmbeddedPostgres({ dataDir, logger });
    expect(await ask(running.url, 'select count(*)::int from kept')).toEqual([2]);
    await running.stop();
    expect(isAlive(other.pid!)).toBe(true);
    other.kill();
  });

  it('is refused to a second system while the first one runs', async () => {
    const running = await startEmbeddedPostgres({ dataDir, logger });
    await expect(startEmbeddedPostgres({ dataDir, logger, patienceMs: 200 })).rejects.toThrow(
      /already runs .*\(process \d+\)/,
    );
    expect(await ask(running.url, 'select count(*)::int from kept')).toEqual([2]);
    await running.stop();
  });

  it('waits for a system that is just stopping', async () => {
    const first = await startEmbeddedPostgres({ dataDir, logger });
    const [second] = await Promise.all([startEmbeddedPostgres({ dataDir, logger }), first.stop()]);
    expect(await ask(second.url, 'select count(*)::int from kept')).toEqual([2]);
    await second.stop();
  });

  it('says so when PostgreSQL is lost while running', async () => {
    const running = await startEmbeddedPostgres({ dataDir, logger });
    const lost = new Promise<string>((resolve) => running.onLost(resolve));
    process.kill(await postmasterOf(dataDir), 'SIGQUIT');
    expect(await lost).toMatch(/shut ?down/);
    await running.stop();
  });

  describe('says what is wrong with a data directory', () => {
    const failing = async (folder: string): Promise<string> => {
      const failure: unknown = await startEmbeddedPostgres({ dataDir: folder, logger }).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(EmbeddedFailure);
      return (failure as Error).message;
    };

    it('that is a file', async () => {
      await writeFile(join(dataDir, 'a-file'), '');
      expect(await failing(join(dataDir, 'a-file'))).toMatch(/there is a file in the way/);
      expect(await failing(join(dataDir, 'a-file', 'below'))).toMatch(/there is a file in the way/);
    });

    it('that is closed to the user who runs PostgreSQL', async () => {
      const closed = join(dataDir, 'closed');
      await mkdir(join(closed, 'data'), { recursive: true });
      await chmod(closed, process.getuid?.() === 0 ? 0o700 : 0o000);
      expect(await failing(join(closed, 'data'))).toMatch(/closed to that user|not readable and writable/);
      await chmod(closed, 0o700);
    });

    it('whose password is gone', async () => {
      await mkdir(join(dataDir, 'bare', 'postgres'), { recursive: true });
      expect(await failing(join(dataDir, 'bare'))).toMatch(/its password .* is gone/);
    });

    it.each([
      ['could not write file: No space left on device', /disk .* is full/],
      ['FATAL:  database files are incompatible with server', /another version of PostgreSQL/],
      ['error while loading shared libraries: libpq.so.5', /install-if-needed/],
      ['mkdir: Read-only file system', /read-only/],
      ['something nobody foresaw', /did not start in \/data[\s\S]*nobody foresaw/],
    ])('%s', (output, words) => {
      expect(explain(output, '/data').message).toMatch(words);
    });
  });
});

describe('runtime.json', () => {
  it('tells the command line tools where the running system is, and nobody else', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'runtime-'));
    expect(await readRuntime(dataDir)).toBeUndefined();
    const runtime = {
      databaseUrl: 'postgres://a',
      apiUrl: 'http://127.0.0.1:3000',
      issuerUrl: 'http://127.0.0.1:3001',
    };
    await writeRuntime(dataDir, runtime);
    expect(await readRuntime(dataDir)).toEqual(runtime);
    expect((await stat(join(dataDir, 'runtime.json'))).mode & 0o777).toBe(0o600);
    await removeRuntime(dataDir);
    expect(await readRuntime(dataDir)).toBeUndefined();
    await rm(dataDir, { recursive: true });
  });
});
