import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogueOf } from '../libs/agreements/catalogue/catalogue.js';
import { rebuild } from '../libs/agreements/rebuild.js';
import { Database } from '../libs/platform/persistence/database.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident as anIncident } from './incident.js';

interface Item {
  agreement: string;
  outcome: string;
  due?: string;
  caseNumber?: string;
  handler?: string;
  term?: { basis: string };
  daysSkipped?: { day: string; why: string }[];
  facts?: { type: string; role: string }[];
}

const employer = 'waterschap';
const contact = `employer_contact@${employer}`;
const liaison = 'police_liaison@PL1300';

let database: TestDatabase;
let chain: TestChain;

const itemsOf = async (person: string, path: string): Promise<Item[]> => {
  const { body } = await chain.get(person, path);
  return (body as { items: Item[] }).items;
};

const submit = (reference: string) =>
  chain.done(contact, '/v1/incident-reports', {
    ...anIncident({ externalReference: reference }),
    occurredAt: '2014-03-02T22:40:00+01:00',
  });

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.setClock('2014-03-03T09:10:00+01:00');
  await chain.register(employer);
});

afterAll(async () => {
  await chain.close();
  await database.drop();
});

describe('the agreements of a case', () => {
  it('tell how each stands, why on that date, and the facts that it rests on', async () => {
    const { caseId } = await submit('A-1');
    await chain.quiet();
    const items = await itemsOf(liaison, `/v1/cases/${caseId}/agreements`);
    const p01 = items.find(({ agreement }) => agreement === 'P-01');
    expect(p01).toMatchObject({
      outcome: 'running',
      due: '2014-03-04',
      term: { n: 1, unit: 'workingDays', basis: 'assumed' },
    });
    expect(p01?.facts).toEqual([expect.objectContaining({ type: 'police-report.received', role: 'started' })]);
  });

  it('are not for who has no part in the case', async () => {
    const { caseId } = await submit('A-1');
    expect((await chain.get('police_liaison@PL1500', `/v1/cases/${caseId}/agreements`)).status).toBe(404);
  });
});

describe('the worklist', () => {
  it('shows what is due at the own organisation, what expires first at the top, with its handler', async () => {
    const { part, caseId } = await submit('A-2');
    await chain.quiet();
    const [report] = (
      (await chain.get(liaison, `/v1/cases/${caseId}`)).body as { parts: { kind: string; id: string }[] }
    ).parts.filter(({ kind }) => kind === 'police-report');
    expect(part.kind).toBe('incident-report');
    await chain.token('police_officer@PL1300');
    await chain.done(liaison, `/v1/police-reports/${report?.id ?? ''}/handlers`, { to: 'police_officer@PL1300' });
    await chain.setClock('2014-03-04T08:00:00+01:00');
    await chain.quiet();
    const items = await itemsOf(liaison, '/v1/worklist?handler=police_officer%40PL1300');
    expect(items[0]).toMatchObject({
      agreement: 'P-01',
      outcome: 'due_soon',
      due: '2014-03-04',
      handler: 'police_officer@PL1300',
    });
    expect(await itemsOf('police_liaison@PL1500', '/v1/worklist')).toEqual([]);
  });

  it('is for liaisons only', async () => {
    expect((await chain.get('police_officer@PL1300', '/v1/worklist')).status).toBe(403);
  });

  it('pages without losing or repeating anything', async () => {
    const all = await itemsOf(liaison, '/v1/worklist?limit=100');
    const paged: Item[] = [];
    for (let path = '/v1/worklist?limit=1'; ;) {
      const { body } = await chain.get(liaison, path);
      const page = body as { items: Item[]; next?: string };
      paged.push(...page.items);
      if (!page.next) break;
      path = `/v1/worklist?limit=1&cursor=${page.next}`;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(1);
  });
});

describe('compliance figures', () => {
  it('are the own organisation for a liaison, the region for its lead, all for the ministry, and nothing for others', async () => {
    await chain.setClock('2014-03-06T08:00:00+01:00');
    await chain.quiet();
    const own = await itemsOf(liaison, '/v1/compliance-figures?groupBy=agreement,organisation');
    expect(own).toContainEqual(
      expect.objectContaining({
        group: { agreement: 'P-01', organisation: 'PL1300' },
        applied: 2,
        breached: 2,
        met: 0,
      }),
    );
    expect(await itemsOf('region_lead@VPT-PL1300', '/v1/compliance-figures?groupBy=agreement,organisation')).toEqual(
      own,
    );
    expect(await itemsOf('analyst@ministry', '/v1/compliance-figures?groupBy=agreement,organisation')).toEqual(own);
    expect(await itemsOf('police_liaison@PL1500', '/v1/compliance-figures')).toEqual([]);
    expect((await chain.get(contact, '/v1/compliance-figures')).status).toBe(403);
  });

  it('come as CSV for who asks for it', async () => {
    const token = await chain.token('analyst@ministry');
    const response = await fetch(`${chain.url}/v1/compliance-figures?groupBy=principle,quarter`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/csv' },
    });
    const [head, ...lines] = (await response.text()).trim().split('\r\n');
    expect(head).toBe(
      'principle,quarter,applied,running,met,metLate,breached,waived,lapsed,shareMet,norm,normKept,medianHours,p90Hours',
    );
    expect(lines.find((line) => line.startsWith('priority,2014-Q1,'))).toBeDefined();
  });
});

describe('sets of agreements', () => {
  const covenant = {
    sets: [
      {
        id: 'covenant-ams',
        title: 'Covenant of Amsterdam',
        validFrom: '2014-03-10',
        validTo: null,
        source: 'invented',
        mark: 'assumed',
        basedOn: 'ela-2013',
        units: ['PL1300'],
        terms: { 'P-01': { n: 3, unit: 'workingDays', basis: 'attested' } },
      },
    ],
  };

  it('are loaded by an administrator only, after a preview; a case keeps the set that it was given', async () => {
    expect((await chain.post(liaison, '/v1/agreement-sets', covenant)).status).toBe(403);
    const preview = await chain.post('administrator@operator', '/v1/agreement-sets?preview=true', covenant);
    expect(preview.body).toMatchObject({ loaded: false, cases: 2, changes: [] });
    expect((await chain.post('administrator@operator', '/v1/agreement-sets', covenant)).body).toMatchObject({
      loaded: true,
    });
    await chain.setClock('2014-03-10T12:00:00+01:00');
    const { caseId } = await chain.done(contact, '/v1/incident-reports', {
      ...anIncident({ externalReference: 'A-3' }),
      occurredAt: '2014-03-10T11:00:00+01:00',
    });
    await chain.quiet();
    const [p01] = (await itemsOf(liaison, `/v1/cases/${caseId}/agreements`)).filter(
      ({ agreement }) => agreement === 'P-01',
    );
    expect(p01).toMatchObject({ due: '2014-03-13', set: 'covenant-ams' });
  });

  it('that do not fit are refused with every fault named', async () => {
    const faulty = {
      sets: [{ ...covenant.sets[0], id: 'x', terms: { 'P-99': { n: -1, unit: 'weeks', basis: 'guess' } } }],
    };
    const { status, body } = await chain.post('administrator@operator', '/v1/agreement-sets', faulty);
    expect(status).toBe(422);
    expect(JSON.stringify((body as { errors: unknown }).errors)).toMatch(
      /impossible term.*unit must be.*basis must be/,
    );
  });
});

describe('a rebuild', () => {
  it('gives the clocks and the figures that the running system has', async () => {
    const kept = async () => ({
      clocks: await database.query('select * from agreements.clock order by case_id, agreement, subject, round'),
      tally: await database.query(
        'select * from agreements.tally where running + met + met_late + breached + waived + lapsed > 0 order by 1, 2, 3, 4, 5, 6',
      ),
      durations: await database.query('select * from agreements.duration where count > 0 order by 1, 2, 3, 4, 5, 6, 7'),
    });
    await chain.quiet();
    const before = await kept();
    await database.query(`delete from agreements.clock where agreement = 'P-02'`);
    await database.query('update agreements.tally set breached = breached + 7');
    const documents = await database.query<{ document: never }>(
      'select document from agreements.catalogue_document order by position',
    );
    const agreements = await Database.connect({ schema: 'agreements', url: database.as('agreements') });
    const [clock] = await database.query<{ now: Date }>('select now from access.clock');
    const rebuilt = await rebuild(
      agreements,
      catalogueOf(documents.map(({ document }) => document)),
      clock?.now.toISOString() ?? '',
    );
    await agreements.close();
    expect(rebuilt.cases).toBe(3);
    expect(await kept()).toEqual(before);
  });
});

describe('a week of downtime', () => {
  it('over fifty terms: every breach is found once, by two processes that start together, and dated right', async () => {
    await chain.setClock('2014-09-01T09:00:00+02:00');
    for (let number = 0; number < 25; number += 1) {
      await chain.done(contact, '/v1/incident-reports', {
        ...anIncident({ externalReference: `D-${String(number)}` }),
        occurredAt: '2014-09-01T08:00:00+02:00',
      });
    }
    await chain.quiet();
    await chain.close();
    await database.query(`update access.clock set now = '2014-09-10T09:00:00+02:00'`);
    chain = await startChain(database);
    const beside = await startChain(database, {}, chain);
    await chain.quiet();
    await beside.close();
    // P-01, three working days by the covenant, and P-02 of each of the twenty-five reports.
    const breached = await database.query<{ agreement: string; at: string; ends: string; count: number }>(
      `select envelope -> 'data' ->> 'agreement' as agreement, envelope ->> 'occurredAt' as at,
              envelope -> 'data' ->> 'endsAt' as ends, count(*)::integer as count
       from agreements.event where envelope ->> 'type' = 'agreement.breached'
         and envelope ->> 'recordedAt' = '2014-09-10T07:00:00.000Z' and envelope -> 'data' ->> 'agreement' in ('P-01', 'P-02')
       group by 1, 2, 3, envelope -> 'data' ->> 'round'`,
    );
    expect(breached).toHaveLength(50);
    expect(breached.every(({ count, at, ends }) => count === 1 && at === ends)).toBe(true);
    expect(new Set(breached.map(({ agreement, at }) => `${agreement} ${at}`))).toEqual(
      new Set(['P-01 2014-09-04T22:00:00.000Z', 'P-02 2014-09-08T22:00:00.000Z']),
    );
  });
});
