import pg from 'pg';
import { migrations } from '../migrations/index.js';
import { migrate } from '../libs/platform/persistence/migrate.js';
import { databaseRole, urlAs, type DatabaseUser } from '../libs/platform/persistence/roles.js';

/** The same for all databases of the run: roles belong to the whole PostgreSQL. */
const secret = 'the secret of the database roles in tests';
const template = 'chain_template';

/** A database of its own for one test file, migrated and empty. */
export interface TestDatabase {
  /** As the superuser. */
  url: string;
  secret: string;
  as(user: DatabaseUser): string;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

const adminUrl = (): string => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('no PostgreSQL for tests: run them with jest, whose globalSetup starts one');
  return url;
};

const named = (name: string): string => Object.assign(new URL(adminUrl()), { pathname: `/${name}` }).toString();

export async function asAdministrator<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A database without anything in it. */
export async function bareDatabase(): Promise<TestDatabase> {
  const name = freshName();
  await asAdministrator((client) => client.query(`create database ${name}`));
  return opened(name);
}

/** A database with the whole structure of the chain and no data; the structure is made once per run. */
export async function freshDatabase(): Promise<TestDatabase> {
  const name = freshName();
  await asAdministrator(async (client) => {
    // One test file makes the template, the others wait for it.
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount === 0) await makeTemplate(client);
    await client.query(`create database ${name} template ${template}`);
    // Rights on the database itself are not copied.
    await client.query(`grant create on database ${name} to ${databaseRole('queue')}`);
  });
  return opened(name);
}

async function makeTemplate(client: pg.Client): Promise<void> {
  await client.query('create database chain_unfinished');
  await migrate(named('chain_unfinished'), secret, migrations);
  await client.query(`alter database chain_unfinished rename to ${template}`);
}

let count = 0;
const freshName = (): string => `test_${process.pid}_${String((count += 1))}_${String(Date.now() % 1_000_000)}`;

function opened(name: string): TestDatabase {
  const url = named(name);
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  // One that is saying goodbye may still hear that its database is dropped.
  pool.on('error', () => undefined);
  return {
    url,
    secret,
    as: (user) => urlAs(url, user, secret),
    query: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await pool.query<Row>(text, values)).rows,
    async drop() {
      await pool.end();
      await asAdministrator((client) => client.query(`drop database ${name} with (force)`));
    },
  };
}
