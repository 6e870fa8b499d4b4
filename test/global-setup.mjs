// Before all test files: builds, and starts one PostgreSQL for all of them.
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { build } from '../scripts/build.mjs';

const quiet = { debug() {}, info() {}, warn() {} };

export default async function setUp() {
  await build();
  const { startEmbeddedPostgres } = await import('../dist/libs/platform/embedded/postgres.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'chain-test-'));
  // Started as root, PostgreSQL runs as another user, who must be able to get in.
  await chmod(dataDir, 0o711);
  // Told to stop in the middle: by `exit`, so that PostgreSQL is stopped as well.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ dataDir, logger: quiet });
  await hurry(postgres.url);
  process.env.TEST_DATABASE_URL = postgres.url;
  globalThis.stopTestPostgres = () => postgres.stop();
}

/** Nothing of this database needs to survive the machine. */
async function hurry(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum'])
    await client.query(`alter system set ${setting} = off`);
  await client.query('select pg_reload_conf()');
  await client.end();
}
