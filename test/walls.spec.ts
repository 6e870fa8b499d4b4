import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { databaseRole, databaseUsers, schemas, type DatabaseUser } from '../libs/platform/persistence/roles.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident } from './incident.js';
import { runningCase, type RunningCase } from './running-case.js';

/**
 * The tables that hold nothing of a case, and so have no wall. Whoever adds a table puts it behind a wall, or says
 * here why not.
 */
const unwalled = [
  // Who takes part in the chain, and its clock.
  'access.clock',
  'access.organisation',
  'access.person',
  // Counts without cases, and what is published.
  'agreements.catalogue_document',
  'agreements.duration',
  'agreements.tally',
  // Digests.
  'audit.anchor',
  'audit.seal',
  // On which days it was done, and counts.
  'casefile.retention_run',
  // Keys that are closed themselves, and numbers without whose they are.
  'vault.deposit_key',
  'vault.number',
];

const ofEverySchema = /\.(migration|redelivery_mark)$/;
const ours = `relnamespace::regnamespace::text in (${schemas.map((schema) => `'${schema}'`).join(', ')})`;
const desks = databaseUsers.filter((user) => user.endsWith('_desk'));
const organisations = [
  ...['stadsvervoer', 'zwembad', 'elders', 'regio', 'operator'],
  ...['PL1300', 'PL1700', 'AMS', 'ROT', 'HALT-PL1300', 'HALT-PL1700'],
];

let database: TestDatabase;
let chain: TestChain;
let running: RunningCase;
let tables: string[];
/** Of each case the organisations that are party to it, as the events tell. */
let partiesTo: Map<string, Set<string>>;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  for (const employer of ['stadsvervoer', 'elders']) await chain.register(employer);
  await chain.register('zwembad', { municipality: '0599' });
  await chain.setClock('2014-03-03T09:10:00+01:00');
  running = await runningCase(chain, 'stadsvervoer');
  await runningCase(chain, 'elders');
  await chain.done('employer_contact@zwembad', '/v1/incident-reports', incident({ municipality: '0599' }));
  await chain.quiet();
  tables = (await walled()).map(({ name }) => name);
  const parties = await database.query<{ case_id: string; organisation: string }>('select * from casefile.party');
  partiesTo = new Map();
  for (const { case_id: id, organisation } of parties) {
    partiesTo.set(id, (partiesTo.get(id) ?? new Set()).add(organisation));
  }
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

interface Table {
  name: string;
  owner: string;
  enabled: boolean;
  forced: boolean;
}

const allTables = (): Promise<Table[]> =>
  database.query<Table>(
    `select oid::regclass::text as name, relowner::regrole::text as owner, relrowsecurity as enabled,
            relforcerowsecurity as forced
     from pg_class where relkind in ('r', 'p', 'm', 'v') and ${ours} order by 1`,
  );

const walled = async (): Promise<Table[]> =>
  (await allTables()).filter(({ name }) => !unwalled.includes(name) && !ofEverySchema.test(name));

describe('the wall', () => {
  it('stands before every table with something of a case, and before its owner too', async () => {
    for (const table of await walled()) expect(table).toMatchObject({ enabled: true, forced: true });
  });

  it('is missing only where the table has no case in it', async () => {
    const named = await database.query<{ name: string }>(
      `select distinct attrelid::regclass::text as name from pg_attribute join pg_class on pg_class.oid = attrelid
       where ${ours} and relkind in ('r', 'p', 'm', 'v') and attname in ('case_id', 'case_number', 'number')`,
    );
    const withCase = named.map(({ name }) => name).filter((name) => !['audit.seal', 'audit.anchor'].includes(name));
    expect(withCase.filter((name) => unwalled.includes(name) && name !== 'vault.number')).toEqual([]);
    const found = (await allTables()).map(({ name }) => name);
    expect(unwalled.filter((name) => !found.includes(name))).toEqual([]);
  });

  it('is gone around by no role of the application: none owns a table, is a superuser or may pass, or can become one', async () => {
    const roles = databaseUsers.map(databaseRole);
    const found = await database.query<{ rolname: string; passes: boolean; member: boolean }>(
      `select rolname, rolsuper or rolbypassrls or rolcreaterole as passes,
              exists (select from pg_auth_members where member = pg_roles.oid) as member
       from pg_roles where rolname = any ($1)`,
      [roles],
    );
    expect(found.map(({ rolname }) => rolname).sort()).toEqual([...roles].sort());
    expect(found.filter(({ passes, member }) => passes || member)).toEqual([]);
    expect((await allTables()).filter(({ owner }) => roles.includes(owner))).toEqual([]);
  });

  it('cannot be emptied from behind: no role may truncate what it stands before', async () => {
    const roles = databaseUsers.map(databaseRole);
    const open = await database.query(
      `select role, name from unnest($1::text[]) as role, unnest($2::text[]) as name
       where has_table_privilege(role, name, 'truncate')`,
      [roles, tables],
    );
    expect(open).toEqual([]);
  });
});

/** Asks as a desk: for an organisation, or without saying for whom. What it does is taken back. */
async function asDesk<Result>(
  user: DatabaseUser,
  organisation: string | undefined,
  work: (ask: (text: string, values?: unknown[]) => Promise<pg.QueryResult>) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: database.as(user) });
  await client.connect();
  try {
    await client.query('begin');
    if (organisation) await client.query(`select set_config('chain.organisation', $1, true)`, [organisation]);
    return await work(async (text, values) => {
      await client.query('savepoint before');
      try {
        return await client.query(text, values);
      } catch (error) {
        await client.query('rollback to savepoint before');
        // The desk has no right to that at all: it is shown nothing, and nothing is touched.
        if ((error as { code?: string }).code === '42501')
          return { rows: [], rowCount: 0 } as unknown as pg.QueryResult;
        throw error;
      }
    });
  } finally {
    await client.end();
  }
}

type Row = Record<string, unknown> & { case_id?: string; cases?: string[] | null };

const casesIn = (rows: readonly Row[]): string[] => [
  ...new Set(rows.flatMap(({ case_id: one, cases }) => [...(one ? [one] : []), ...(cases ?? [])])),
];

describe.each(desks)('the desk %s', (user) => {
  it('shows an organisation no row of a case to which it is not party, whatever is asked', async () => {
    const shown = new Map<string, Set<string>>();
    for (const organisation of organisations) {
      await asDesk(user, organisation, async (ask) => {
        for (const table of tables) {
          const cases = casesIn((await ask(`select * from ${table}`)).rows as Row[]);
          for (const id of cases) {
            expect([table, organisation, partiesTo.get(id)?.has(organisation)]).toEqual([table, organisation, true]);
          }
          if (cases.includes(running.id)) shown.set(table, (shown.get(table) ?? new Set()).add(organisation));
        }
      });
    }
    // Those who are party to the case are shown it: else there would be nothing to keep from others.
    const schema = user.replace(/_desk$/, '');
    if (schema in sharedBy) expect([...(shown.get(`${schema}.case_record`) ?? [])].sort()).toEqual(sharedBy[schema]);
  });

  it('shows nothing at all where it is not said for whom, nor after it was', async () => {
    const rowsOf = async (client: pg.Client): Promise<number> => {
      let rows = 0;
      for (const table of tables) {
        const found = await client.query(`select * from ${table}`).catch((error: unknown) => {
          if ((error as { code?: string }).code !== '42501') throw error;
          return { rowCount: 0 };
        });
        rows += found.rowCount ?? 0;
      }
      return rows;
    };
    const client = new pg.Client({ connectionString: database.as(user) });
    await client.connect();
    try {
      expect(await rowsOf(client)).toBe(0);
      await client.query(`begin; select set_config('chain.organisation', 'stadsvervoer', true); commit`);
      expect(await rowsOf(client)).toBe(0);
    } finally {
      await client.end();
    }
  });

  it('changes and removes nothing of a case to which the organisation is not party', async () => {
    for (const organisation of organisations) {
      const foreign = [...partiesTo].filter(([, parties]) => !parties.has(organisation)).map(([id]) => id);
      await asDesk(user, organisation, async (ask) => {
        for (const table of tables) {
          const ofCase = await columnOf(table);
          for (const statement of [
            `update ${table} set ${ofCase} = ${ofCase} where ${ofCase} = any ($1)`,
            `delete from ${table} where ${ofCase} = any ($1)`,
          ]) {
            expect([statement, (await ask(statement, [foreign])).rowCount]).toEqual([statement, 0]);
          }
        }
      });
    }
  });
});

/** With whom each agency shares the running case. */
const all = ['AMS', 'HALT-PL1300', 'PL1300', 'stadsvervoer'];
const sharedBy: Record<string, string[]> = {
  employer: ['PL1300', 'stadsvervoer'],
  police: all,
  prosecution: all,
  halt: all,
  recovery: ['AMS', 'stadsvervoer'],
  agreements: all,
  casefile: all,
};

async function columnOf(table: string): Promise<string> {
  const [column] = await database.query<{ attname: string }>(
    `select attname from pg_attribute where attrelid = $1::regclass and attname = 'case_id'`,
    [table],
  );
  if (!column) throw new Error(`${table} is behind a wall and names no case`);
  return column.attname;
}

describe('at the desk of the police', () => {
  const made =
    'insert into police.case_record (case_id, case_number, organisations) values (gen_random_uuid(), $1, $2)';
  const refusal = { code: '42501' };

  const attempt = async (organisation: string, text: string, values: unknown[]): Promise<number | null> => {
    const client = new pg.Client({ connectionString: database.as('police_desk') });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('chain.organisation', $1, true)`, [organisation]);
      return (await client.query(text, values)).rowCount;
    } finally {
      await client.end();
    }
  };

  it('a case can be begun for the own organisation only', async () => {
    await expect(attempt('PL1700', made, ['VPT-2014-900001', ['PL1300']])).rejects.toMatchObject(refusal);
    await expect(attempt('PL1300', made, ['VPT-2014-900001', ['PL1300', 'elders']])).resolves.toBe(1);
  });

  it('nobody writes in the journal in the name of another organisation', async () => {
    const entry = `insert into police.entry (id, case_id, command, input, person, role, organisation, occurred_at, recorded_at)
      values (gen_random_uuid(), $1, 'acknowledgeReport', '{}', 'x', 'police_officer', $2, now(), now())`;
    await expect(attempt('PL1700', entry, [running.id, 'PL1300'])).rejects.toMatchObject(refusal);
    await expect(attempt('PL1300', entry, [running.id, 'PL1300'])).resolves.toBe(1);
  });

  it('a case cannot be shared with another organisation by who is no party to it', async () => {
    const shared = 'update police.case_record set organisations = organisations || $2::text[] where case_id = $1';
    await expect(attempt('PL1700', shared, [running.id, ['PL1700']])).resolves.toBe(0);
    await expect(attempt('PL1300', shared, [running.id, ['PL1700']])).resolves.toBe(1);
  });
});
