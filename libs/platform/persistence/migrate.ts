import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { databaseRole, databaseUsers, rolePassword, schemas, type DatabaseUser, type Schema } from './roles.js';
import { isTransient } from './transient.js';

type Migrations = Record<Schema, (new () => MigrationInterface)[]>;

/** Any fixed number: who holds this lock is the one process that changes the database's structure. */
const structureLock = 762_014_226;

/**
 * Brings the database up to date: roles, schemas, and every context's migrations. Two processes that start
 * together wait for each other; the second finds nothing left to do.
 */
export async function migrate(databaseUrl: string, secret: string, migrations: Migrations): Promise<void> {
  await locked(databaseUrl, async (client) => {
    for (const user of databaseUsers) await ensureRole(client, user, secret);
    await ensureQueueSchema(client);
    for (const schema of schemas) {
      await client.query(`create schema if not exists ${schema}`);
      await withSource(databaseUrl, schema, migrations, migrateInOne);
    }
  });
}

const attempts = 5;

/**
 * All of a schema's or none. Processes of the release before go on meanwhile, so it can meet them (a deadlock, a
 * connection that is lost): then it is tried again.
 */
async function migrateInOne(source: DataSource): Promise<void> {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      await source.runMigrations({ transaction: 'all' });
      return;
    } catch (error) {
      if (left === 0 || !isTransient(error)) throw error;
    }
  }
}

/** Takes every migration back, last first. What remains are empty schemas. */
export async function revert(databaseUrl: string, migrations: Migrations): Promise<void> {
  await locked(databaseUrl, async () => {
    for (const schema of [...schemas].reverse()) {
      await withSource(databaseUrl, schema, migrations, async (source) => {
        for (let left = migrations[schema].length; left > 0; left -= 1) {
          await source.undoLastMigration({ transaction: 'all' });
        }
      });
    }
  });
}

async function locked(databaseUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'chain migrate' });
  await client.connect();
  try {
    // Who makes a role may then give things to it, without its rights; a superuser may so at any time.
    await client.query(`set createrole_self_grant = 'set'`);
    await client.query('select pg_advisory_lock($1)', [structureLock]);
    await work(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, user: DatabaseUser, secret: string): Promise<void> {
  const role = databaseRole(user);
  const password = rolePassword(secret, user);
  // Roles belong to the whole cluster: another database's migration may create the same one at this moment.
  await client.query(
    `do $$ begin
       create role ${role} login nosuperuser nobypassrls password '${password}';
     exception when duplicate_object or unique_violation then
       null;
     end $$`,
  );
  await client.query(`grant connect on database ${client.escapeIdentifier(client.database ?? '')} to ${role}`);
}

async function ensureQueueSchema(client: pg.Client): Promise<void> {
  await client.query(`create schema if not exists queue authorization ${databaseRole('queue')}`);
  await client.query(
    `grant create, connect on database ${client.escapeIdentifier(client.database ?? '')} to ${databaseRole('queue')}`,
  );
}

async function withSource(
  databaseUrl: string,
  schema: Schema,
  migrations: Migrations,
  work: (source: DataSource) => Promise<unknown>,
): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    schema,
    migrations: migrations[schema],
    migrationsTableName: 'migration',
    applicationName: 'chain migrate',
    poolSize: 1,
    installExtensions: false,
  });
  await source.initialize();
  try {
    await work(source);
  } finally {
    await source.destroy();
  }
}
