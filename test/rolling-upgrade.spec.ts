import { afterEach, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate } from '../libs/platform/persistence/migrate.js';
import { schemas, type Schema } from '../libs/platform/persistence/roles.js';
import { migrations } from '../migrations/index.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';

type Migration = new () => MigrationInterface;

const contact = 'employer_contact@upgrader';
const reports = '/v1/incident-reports';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const open = async (): Promise<{ database: TestDatabase; chain: TestChain }> => {
  const database = await freshDatabase();
  closing.push(() => database.drop());
  const chain = await startChain(database, { REDELIVER_AFTER_MS: '300' });
  closing.push(() => chain.close());
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('upgrader');
  return { database, chain };
};

/** What a later release could add to every table that the chain has: columns, an index, a table. */
function additions(schema: Schema, inTheMiddle: () => Promise<void> = () => Promise.resolve()): Migration {
  class Additions2765000000001 implements MigrationInterface {
    readonly name = `Additions${schema}2765000000001`;

    async up(runner: QueryRunner): Promise<void> {
      const tables = (await runner.query(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname = '${schema}' and tablename <> 'migration' order by 1`,
      )) as { name: string }[];
      for (const { name } of tables) {
        await runner.query(
          `alter table ${name} add column later_note text, add column later_count integer not null default 0`,
        );
        await inTheMiddle();
      }
      if (tables[0]) await runner.query(`create index later_count on ${tables[0].name} (later_count)`);
      await runner.query(`create table ${schema}.later_table (id uuid primary key)`);
    }

    async down(): Promise<void> {
      return Promise.resolve();
    }
  }
  return Additions2765000000001;
}

const laterRelease = (inTheMiddle?: () => Promise<void>): Record<Schema, Migration[]> =>
  Object.fromEntries(
    schemas.map((schema) => [schema, [...migrations[schema], additions(schema, inTheMiddle)]]),
  ) as Record<Schema, Migration[]>;

const casesIn = async (database: TestDatabase, table: string): Promise<string[]> =>
  (await database.query<{ id: string }>(`select distinct case_id as id from ${table}`)).map(({ id }) => id).sort();

describe('a process of the release before', () => {
  it('works on while a later one changes the structure, and on what it made; nothing is lost or parked', async () => {
    const { database, chain } = await open();
    const taken: string[] = [];
    const others = new Set<number>();
    let migrating = true;
    const client = async (): Promise<void> => {
      while (migrating) {
        const answer = await chain.post(contact, reports, incident());
        if (answer.status === 201) taken.push((answer.body as { caseId: string }).caseId);
        else others.add(answer.status);
      }
    };
    const clients = Promise.all([client(), client(), client()]);
    await eventually(() => expect(taken.length).toBeGreaterThan(3));
    await migrate(database.url, database.secret, laterRelease());
    const during = taken.length;
    await eventually(() => expect(taken.length).toBeGreaterThan(during + 3));
    migrating = false;
    await clients;

    // One that met the migration head-on is told to come again.
    expect([...others].filter((status) => status !== 503)).toEqual([]);
    await chain.quiet();
    expect(await casesIn(database, 'employer.case_record')).toEqual(taken.sort());
    expect(await casesIn(database, 'casefile.chain_event')).toEqual(taken);
    // A report has the identifier of its case.
    await chain.done(contact, `${reports}/${taken[0] ?? ''}/withdrawals`, { reason: 'It was not us.' });
    await chain.quiet();
  });

  it('starts on the structure of a later one', async () => {
    const { database, chain } = await open();
    await migrate(database.url, database.secret, laterRelease());
    const older = await startChain(database, {}, chain);
    closing.push(() => older.close());
    const { caseId } = await older.done(contact, reports, incident());
    await chain.quiet();
    expect(await casesIn(database, 'casefile.chain_event')).toEqual([caseId]);
  });
});

describe('the structure', () => {
  it('is changed by one process at a time: another one that starts waits, and finds it done', async () => {
    const { database } = await open();
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let changing = 0;
    const first = migrate(
      database.url,
      database.secret,
      laterRelease(() => {
        changing += 1;
        return held;
      }),
    );
    await eventually(() => expect(changing).toBe(1));
    let second = 'waits';
    let changedAgain = 0;
    const other = migrate(
      database.url,
      database.secret,
      laterRelease(() => {
        changedAgain += 1;
        return Promise.resolve();
      }),
    ).then(() => (second = 'done'));
    await eventually(async () => expect(await waitingForTheStructure(database)).toBe(1));
    expect(second).toBe('waits');
    goOn();
    await Promise.all([first, other]);
    expect([second, changedAgain]).toEqual(['done', 0]);
  });

  it('is only added to after a first release, so that the release before goes on with it', async () => {
    const found: string[] = [];
    for (const schema of schemas) {
      for (const migration of migrations[schema].slice(1)) {
        for (const statement of await statementsOf(new migration()))
          if (!addsOnly(statement)) found.push(`${migration.name}: ${statement.slice(0, 120)}`);
      }
    }
    expect(found).toEqual([]);
  });

  it.each([
    'alter table police.entry drop column input',
    'alter table police.entry rename column input to given',
    'alter table police.entry alter column input set not null',
    'alter table police.entry alter column input type text',
    'alter table police.entry add column more text not null',
    'drop table police.part',
  ])('would not be added to by: %s', (statement) => {
    expect(addsOnly(statement)).toBe(false);
  });
});

const addsOnly = (statement: string): boolean =>
  !/\bdrop\s+(table|column|function|schema|view|sequence)\b|\brename\b|\balter\s+column\b/i.test(statement) &&
  (statement.match(/add column [^,]*/gi) ?? []).every((one) => !/not null/i.test(one) || /default/i.test(one));

async function statementsOf(migration: MigrationInterface): Promise<string[]> {
  const statements: string[] = [];
  const query = (statement: string): Promise<unknown[]> => {
    statements.push(statement);
    return Promise.resolve([]);
  };
  await migration.up({ query } as unknown as QueryRunner);
  return statements;
}

async function waitingForTheStructure(database: TestDatabase): Promise<number> {
  const rows = await database.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'
       and application_name = 'chain migrate'`,
  );
  return rows.length;
}
