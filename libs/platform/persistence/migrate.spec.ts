import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrations } from '../../../migrations/index.js';
import { bareDatabase, freshDatabase, type TestDatabase } from '../../../test/database.js';
import { producers } from '../../contract/index.js';
import { migrate, revert } from './migrate.js';
import { databaseRole, schemas, type Schema } from './roles.js';

const ours = `in (${schemas.map((schema) => `'${schema}'`).join(', ')})`;
const open: TestDatabase[] = [];

const kept = async (database: Promise<TestDatabase>): Promise<TestDatabase> => {
  open.push(await database);
  return database;
};

afterEach(async () => {
  for (const database of open.splice(0)) await database.drop();
});

/** Everything that makes up the structure: columns, indexes, constraints, sequences, and who may do what. */
async function structureOf(database: TestDatabase): Promise<object> {
  const columns = await database.query(
    `select table_schema, table_name, column_name, data_type, is_nullable, column_default
     from information_schema.columns where table_schema ${ours} order by 1, 2, ordinal_position`,
  );
  const indexes = await database.query(`select indexdef from pg_indexes where schemaname ${ours} order by 1`);
  const constraints = await database.query(
    `select conrelid::regclass::text as owner, pg_get_constraintdef(oid) as definition from pg_constraint
     where connamespace::regnamespace::text ${ours} order by 1, 2`,
  );
  const relations = await database.query(
    `select relnamespace::regnamespace::text as schema, relname, relkind, relacl::text from pg_class
     where relnamespace::regnamespace::text ${ours} and relkind in ('r', 'S') order by 1, 2`,
  );
  const walls = await database.query(
    `select relname, relrowsecurity, relforcerowsecurity from pg_class
     where relnamespace::regnamespace::text ${ours} and relkind = 'r' order by relnamespace, 1`,
  );
  const policies = await database.query(`select * from pg_policies where schemaname ${ours} order by 1, 2, 3`);
  const rights = await database.query(
    `select nspname, nspacl::text from pg_namespace where nspname ${ours} order by 1`,
  );
  const columnRights = await database.query(
    `select attrelid::regclass::text as owner, attname, attacl::text from pg_attribute
     where attacl is not null and attrelid::regclass::text ~ '\\.' order by 1, 2`,
  );
  return { columns, indexes, constraints, relations, walls, policies, rights, columnRights };
}

const withoutMigrationTables = `relname <> 'migration' and relname <> 'migration_id_seq'`;

describe('migrations', () => {
  it('go forward, backward and forward again to the same structure, and leave empty schemas in between', async () => {
    const database = await kept(bareDatabase());
    await migrate(database.url, database.secret, migrations);
    const first = await structureOf(database);
    await revert(database.url, migrations);
    const left = await database.query(
      `select relname from pg_class where relkind in ('r', 'S', 'v', 'm') and ${withoutMigrationTables}
         and relnamespace::regnamespace::text in (${schemas.map((schema) => `'${schema}'`).join(', ')})`,
    );
    expect(left).toEqual([]);
    await migrate(database.url, database.secret, migrations);
    expect(await structureOf(database)).toEqual(first);
  });

  it('do nothing when there is nothing left to do', async () => {
    const database = await kept(freshDatabase());
    const before = await structureOf(database);
    await migrate(database.url, database.secret, migrations);
    expect(await structureOf(database)).toEqual(before);
  });

  it('tell the walls who is party to the cases that were there before them', async () => {
    const database = await kept(bareDatabase());
    const first = Object.entries(migrations).map(([schema, all]) => [schema, all.slice(0, 1)]);
    await migrate(database.url, database.secret, Object.fromEntries(first) as typeof migrations);
    const id = '00000000-0000-4000-8000-000000000001';
    for (const schema of ['police', 'casefile']) {
      await database.query(`insert into ${schema}.case_record (case_id, case_number) values ($1, 'VPT-2014-000001')`, [
        id,
      ]);
    }
    // The case file has not heard yet of who acted here.
    await database.query(
      `insert into police.entry (id, case_id, command, organisation, occurred_at, recorded_at)
       values (gen_random_uuid(), $1, 'acknowledgeReport', 'PL1300', now(), now())`,
      [id],
    );
    await database.query(`insert into casefile.party values ($1, 'employer', 'stadsvervoer')`, [id]);
    await migrate(database.url, database.secret, migrations);
    const [atPolice] = await database.query('select organisations from police.case_record');
    expect(atPolice).toEqual({ organisations: ['PL1300', 'stadsvervoer'] });
    const [inFile] = await database.query('select organisations from casefile.case_record');
    expect(inFile).toEqual({ organisations: ['stadsvervoer'] });
  });

  it('do no harm when several processes start at the same moment', async () => {
    const [database, reference] = [await kept(bareDatabase()), await kept(freshDatabase())];
    await Promise.all([1, 2, 3].map(() => migrate(database.url, database.secret, migrations)));
    expect(await structureOf(database)).toEqual(await structureOf(reference));
  });
});

describe('the role of a context', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterAll(() => database.drop());

  const attempt = async (url: string, statement: string): Promise<string> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
      return 'done';
    } catch (error) {
      return (error as { code?: string }).code === '42501' ? 'denied' : `failed: ${String(error)}`;
    } finally {
      await client.end();
    }
  };

  /** Which of the tables of the chain this role has one of these rights on, or on a column of it. */
  const tablesOpenTo = async (role: Schema | 'queue', ...rights: string[]): Promise<string[]> => {
    const rows = await database.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class
       where relkind in ('r', 'v', 'm', 'p') and relnamespace::regnamespace::text ${ours}
         and has_schema_privilege($1, relnamespace, 'usage')
         and (has_table_privilege($1, oid, $2) or has_any_column_privilege($1, oid, $3)) order by 1`,
      [
        databaseRole(role),
        rights.join(','),
        rights.filter((right) => right !== 'delete' && right !== 'truncate').join(','),
      ],
    );
    return rows.map(({ name }) => name);
  };

  const contexts = schemas.filter((schema) => schema !== 'access');

  /** What every context adds to, and those that take texts: the letterbox of the vault. */
  const writtenBy = (role: Schema): string[] => [
    ...(role === 'audit' ? [] : ['access.person', 'audit.access_entry']),
    ...(producers.some((one) => one === role && one !== 'vault') ? ['vault.deposit', 'vault.guard_mark'] : []),
  ];

  it.each(contexts)('of %s reads of other contexts their events only, and writes nothing of theirs', async (role) => {
    const foreign = (tables: string[]): string[] => tables.filter((name) => !name.startsWith(`${role}.`));
    const events = producers.filter((one) => one !== role).map((one) => `${one}.event`);
    const shared = ['access.clock', 'access.organisation', 'access.person'];
    for (const table of foreign(await tablesOpenTo(role, 'select'))) expect([...events, ...shared]).toContain(table);
    const written = foreign(await tablesOpenTo(role, 'insert', 'update', 'delete', 'truncate'));
    expect(written).toEqual(writtenBy(role));
  });

  it.each(producers)(
    'of %s cannot change or remove its own events, only say when they were published',
    async (role) => {
      const as = database.as(role);
      for (const statement of [
        `update ${role}.event set envelope = '{}'`,
        `update ${role}.event set addressees = '{}'`,
        `delete from ${role}.event`,
        `truncate ${role}.event`,
        `delete from ${role}.entry`,
      ]) {
        expect([statement, await attempt(as, statement)]).toEqual([statement, 'denied']);
      }
      expect(await attempt(as, `update ${role}.event set published_at = now()`)).toBe('done');
    },
  );

  it('that tries what it may not is stopped by the database itself', async () => {
    for (const [role, statement] of [
      ['police', 'select * from halt.case_record'],
      ['police', 'select * from employer.entry'],
      ['police', `update employer.event set published_at = now()`],
      ['casefile', 'select * from police.case_record'],
      ['police', 'create table police.more (id integer)'],
      ['police', 'create schema more'],
      ['police', 'set role chain_halt'],
      ['queue', 'select * from police.event'],
    ] as const) {
      expect([statement, await attempt(database.as(role), statement)]).toEqual([statement, 'denied']);
    }
  });
});
