import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { roles } from '../libs/contract/index.js';
import { databaseUsers } from '../libs/platform/persistence/roles.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident } from './incident.js';

const officer = 'police_officer@PL1300';
const contact = 'employer_contact@stadsvervoer';

let database: TestDatabase;
let chain: TestChain;
let caseId: string;
let otherCase: string;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.register('stadsvervoer');
  await chain.register('regio', { type: 'vpt_region' });
  await chain.setClock('2014-03-03T09:10:00+01:00');
  ({ caseId } = await chain.done(contact, '/v1/incident-reports', incident()));
  ({ caseId: otherCase } = await chain.done(contact, '/v1/incident-reports', incident()));
  await chain.quiet();
  for (const one of [caseId, otherCase]) {
    await chain.get(officer, `/v1/cases/${one}`);
    await chain.get('police_officer@PL1700', `/v1/cases/${one}`);
  }
  await chain.setClock('2014-03-04T09:10:00+01:00');
  await chain.get(officer, '/v1/cases');
  await chain.get('police_liaison@PL1300', `/v1/cases/${caseId}/events`);
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

interface Item {
  id: string;
  at: string;
  person: string;
  operation: string;
  outcome: string;
  caseId?: string;
  cases?: string[];
}

interface Page {
  items: Item[];
  next?: string;
  links?: { next: string };
}

const seenBy = async (auditor: string, of: string, more = ''): Promise<Page> =>
  (await chain.get(auditor, `/v1/access-entries?case=${of}${more}`)).body as Page;

const search = async (auditor: string, body: object): Promise<Page> =>
  (await chain.post(auditor, '/v1/access-searches', body)).body as Page;

const briefly = ({ items }: Page): string[] =>
  items
    .filter(({ person }) => !person.startsWith('auditor'))
    .map(({ person, operation, outcome }) => `${person} ${operation} ${outcome}`);

describe('The auditor', () => {
  it('is told who of the own organisation saw a case, newest first, lists that showed it included', async () => {
    expect(briefly(await seenBy('auditor@PL1300', caseId))).toEqual([
      'police_liaison@PL1300 readTimeline done',
      'police_officer@PL1300 listCases done',
      'police_officer@PL1300 readCase done',
    ]);
    expect(briefly(await seenBy('auditor@stadsvervoer', caseId))).toEqual([`${contact} submitIncidentReport done`]);
  });

  it('is told who of the own organisation was refused a case that is not theirs', async () => {
    expect(briefly(await seenBy('auditor@PL1700', caseId))).toEqual(['police_officer@PL1700 readCase refused']);
  });

  it('is told of a list that it showed the case, not which other cases it showed', async () => {
    const { items } = await seenBy('auditor@PL1300', caseId);
    expect(items.filter(({ operation }) => operation === 'listCases')).toEqual([
      expect.not.objectContaining({ cases: expect.anything() }),
    ]);
  });

  it('is told what a person of the own organisation saw, newest first, within times', async () => {
    const saw = await search('auditor@PL1300', { person: officer });
    expect(saw.items).toMatchObject([
      { operation: 'listCases', at: '2014-03-04T08:10:00.000Z', cases: expect.arrayContaining([caseId, otherCase]) },
      { operation: 'readCase', caseId: otherCase, at: '2014-03-03T08:10:00.000Z' },
      { operation: 'readCase', caseId },
    ]);
    expect(briefly(await search('auditor@PL1300', { person: officer, from: '2014-03-04T00:00:00Z' }))).toHaveLength(1);
    expect(briefly(await search('auditor@PL1300', { person: officer, until: '2014-03-04T00:00:00Z' }))).toHaveLength(2);
  });

  it('is told nothing of other organisations', async () => {
    expect((await search('auditor@AMS', { person: officer })).items).toEqual([]);
    expect(briefly(await seenBy('auditor@AMS', caseId))).toEqual([]);
  });

  it('reads page by page, each entry once, and is entered for it', async () => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search('auditor@PL1300', { person: officer, limit: 2, ...(cursor ? { cursor } : {}) });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(new Set(found).size).toBe(3);
    expect(found).toHaveLength(3);
    const first = await seenBy('auditor@PL1300', caseId, '&limit=1');
    expect((await chain.get('auditor@PL1300', first.links?.next ?? '')).status).toBe(200);
    const own = await search('auditor@PL1300', { person: 'auditor@PL1300', limit: 100 });
    expect(own.items.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['listAccessEntries', 'searchAccessEntries']),
    );
  });

  it('is told what is wrong with what was asked', async () => {
    const status = async (query: string): Promise<number> =>
      (await chain.get('auditor@PL1300', `/v1/access-entries${query}`)).status;
    expect(
      await Promise.all(['', '?case=x', `?case=${caseId}&person=x`, `?case=${caseId}&cursor=bm9uZQ`].map(status)),
    ).toEqual([400, 400, 400, 400]);
    const posted = async (body: object): Promise<number> =>
      (await chain.post('auditor@PL1300', '/v1/access-searches', body)).status;
    expect(
      await Promise.all(
        [
          {},
          { person: officer, from: 'today' },
          { person: officer, limit: 101 },
          { person: officer, colour: 'red' },
        ].map(posted),
      ),
    ).toEqual([422, 422, 422, 422]);
    expect(await posted({ person: officer, cursor: 'bm9uZQ' })).toBe(400);
  });

  const places: Partial<Record<(typeof roles)[number], string>> = {
    employer_contact: 'stadsvervoer',
    recovery_officer: 'stadsvervoer',
    public_prosecutor: 'AMS',
    om_liaison: 'AMS',
    victim_desk: 'AMS',
    halt_coordinator: 'HALT-PL1300',
    region_lead: 'regio',
    analyst: 'ministry',
    administrator: 'operator',
  };
  const others = roles.filter((role) => role !== 'auditor');

  it.each(others)('is the only one: 403 for %s', async (role) => {
    const person = `${role}@${places[role] ?? 'PL1300'}`;
    expect((await chain.get(person, `/v1/access-entries?case=${caseId}`)).status).toBe(403);
    expect((await chain.post(person, '/v1/access-searches', { person: officer })).status).toBe(403);
  });
});

describe('The tables of the access log', () => {
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

  const changes = ['access_entry', 'seal', 'anchor'].flatMap((table) => [
    `update audit.${table} set ${table === 'anchor' ? 'document' : 'organisation'} = 'x'`,
    `delete from audit.${table}`,
    `truncate audit.${table}`,
  ]);

  it.each([...databaseUsers])('are changed by nobody: not by %s', async (user) => {
    for (const change of changes)
      expect([change, await attempt(database.as(user), change)]).toEqual([change, 'denied']);
  });

  it('are not changed by their owner either', async () => {
    for (const change of changes) expect([change, await attempt(database.url, change)]).toEqual([change, 'denied']);
  });

  it.each(databaseUsers.filter((user) => user !== 'audit' && user !== 'audit_desk'))(
    'are not read by %s',
    async (user) => {
      for (const table of ['access_entry', 'seal', 'anchor'])
        expect(await attempt(database.as(user), `select from audit.${table}`)).toBe('denied');
    },
  );

  const into = (columns: string, values: string): string =>
    `insert into audit.access_entry (id, at, organisation, person, role, action, operation, ground, outcome${columns})
     values (gen_random_uuid(), now(), 'PL1300', 'p', 'r', 'consult', 'o', 'g', 'done'${values})`;

  it('take no entry whose order or time of writing its writer chose', async () => {
    expect(await attempt(database.as('police'), into(', tx', `, '3'`))).toBe('denied');
    expect(await attempt(database.as('police'), into(', written_at', ', now()'))).toBe('denied');
    expect(await attempt(database.as('police'), into('', ''))).toBe('done');
  });

  it('take no entry of another organisation than the one that asks at a desk', async () => {
    const as = (organisation: string): string =>
      `select set_config('chain.organisation', '${organisation}', false); ${into('', '')}`;
    expect(await attempt(database.as('police_desk'), as('PL1300'))).toBe('done');
    expect(await attempt(database.as('police_desk'), as('PL1700'))).toBe('denied');
    expect(await attempt(database.as('police_desk'), into('', ''))).toBe('denied');
  });

  it('show the desk of the auditor nothing while it is not told for which organisation', async () => {
    const client = new pg.Client({ connectionString: database.as('audit_desk') });
    await client.connect();
    try {
      const count = async (): Promise<number> => (await client.query('select from audit.access_entry')).rowCount ?? 0;
      expect(await count()).toBe(0);
      await client.query(`select set_config('chain.organisation', 'PL1300', false)`);
      expect(await count()).toBeGreaterThan(0);
      const { rows } = await client.query('select distinct organisation from audit.access_entry');
      expect(rows).toEqual([{ organisation: 'PL1300' }]);
      expect((await client.query('select from audit.shown_in_lists($1)', [caseId])).rowCount).toBe(1);
      await client.query(`select set_config('chain.organisation', 'AMS', false)`);
      expect((await client.query('select from audit.shown_in_lists($1)', [caseId])).rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });
});
