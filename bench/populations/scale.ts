import pg from 'pg';
import { migrate } from '../../libs/platform/persistence/migrate.js';
import { migrations } from '../../migrations/index.js';

/** How much there is, in the two databases that are compared. */
export interface Scale {
  /** Of the administrator, for whom the databases are made beside the one that it names. */
  url: string;
  /** Of the database roles. */
  secret: string;
  many: number;
  few: number;
}

/**
 * A database of its own with so much in it, made once: later rounds find it. It ends with the PostgreSQL of the bench.
 */
export async function databaseWith(
  { url, secret }: Pick<Scale, 'url' | 'secret'>,
  name: string,
  fill: (pool: pg.Pool) => Promise<void>,
): Promise<string> {
  const own = Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  if (!(await isNew(url, name))) return own;
  await migrate(own, secret, migrations);
  const pool = new pg.Pool({ connectionString: own, max: 1 });
  try {
    await fill(pool);
  } finally {
    await pool.end();
  }
  return own;
}

async function isNew(url: string, name: string): Promise<boolean> {
  const administrator = new pg.Client({ connectionString: url });
  await administrator.connect();
  try {
    const { rowCount } = await administrator.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await administrator.query(`create database ${name}`);
    return rowCount === 0;
  } finally {
    await administrator.end();
  }
}
