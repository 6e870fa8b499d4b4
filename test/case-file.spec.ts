import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChain, type Answer, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident } from './incident.js';
import { runningCase, type RunningCase } from './running-case.js';

let database: TestDatabase;
let chain: TestChain;
let running: RunningCase;

const contact = 'employer_contact@stadsvervoer';
const officer = 'police_officer@PL1300';
const reports = '/v1/incident-reports';

interface Item {
  id: string;
  type: string;
  number: string;
  position: string;
  caseId: string;
  occurredAt: string;
  openedAt: string;
  data: object;
}

interface Page {
  items: Item[];
  next?: string;
  links?: { next: string };
}

const page = async (person: string, path: string): Promise<Page> => {
  const answer = await chain.get(person, path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body as Page;
};

/** All pages, by the link to the next one. */
async function pages(
  person: string,
  path: string,
  between: () => Promise<void> = async () => undefined,
): Promise<Item[][]> {
  const found: Item[][] = [];
  for (let next: string | undefined = path; next;) {
    const one: Page = await page(person, next);
    found.push(one.items);
    next = one.links?.next;
    if (next) await between();
  }
  return found;
}

const idsOf = (items: readonly Item[]): string[] => items.map(({ id }) => id);
const report = (changes: object = {}): Promise<Answer> => chain.done(contact, reports, incident(changes));

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.register('stadsvervoer');
  await chain.register('zwembad', { municipality: '0599' });
  await chain.setClock('2014-03-03T09:10:00+01:00');
  running = await runningCase(chain, 'stadsvervoer');
  // Several at the same moment, so that the moment alone gives no order.
  for (let n = 0; n < 6; n += 1) await report();
  await chain.setClock('2014-03-04T09:00:00+01:00');
  await report({ category: 'verbal', policeReportWanted: false, damages: [] });
  await chain.done('employer_contact@zwembad', reports, incident({ municipality: '0599' }));
  await chain.quiet();
});

afterAll(async () => {
  await chain.close();
  await database.drop();
});

describe('the list of cases', () => {
  it('has the cases of the own organisation only, newest first', async () => {
    const mine = (await page(contact, '/v1/cases')).items;
    expect(mine).toHaveLength(8);
    expect(mine.map(({ openedAt }) => openedAt)).toEqual([...mine.map(({ openedAt }) => openedAt)].sort().reverse());
    expect((await page('employer_contact@zwembad', '/v1/cases')).items).toHaveLength(1);
    // Registered only: the police know nothing of it; and of another unit's case.
    expect((await page(officer, '/v1/cases')).items).toHaveLength(7);
    expect((await page('police_officer@PL1700', '/v1/cases')).items).toHaveLength(1);
    expect(idsOf((await page('public_prosecutor@AMS', '/v1/cases')).items)).toEqual([running.id]);
    expect(idsOf((await page('halt_coordinator@HALT-PL1300', '/v1/cases')).items)).toEqual([running.id]);
    expect((await page('auditor@PL1300', '/v1/cases')).items).toHaveLength(7);
    for (const nobody of [
      'analyst@ministry',
      'administrator@operator',
      'machine@PL1300',
      'halt_coordinator@HALT-PL1700',
    ])
      expect((await page(nobody, '/v1/cases')).items).toEqual([]);
  });

  it('comes in pages that together are the whole, also while new cases are made', async () => {
    const whole = idsOf((await page(officer, '/v1/cases?limit=100')).items);
    const found = await pages(officer, '/v1/cases?limit=2', async () => {
      await report();
      await chain.quiet();
    });
    expect(found.flatMap(idsOf)).toEqual(whole);
    expect(found.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
  });

  it('says that there is no next page when the last one is full', async () => {
    const count = (await page(officer, '/v1/cases?limit=100')).items.length;
    expect((await page(officer, `/v1/cases?limit=${String(count)}`)).next).toBeUndefined();
    expect((await page(officer, `/v1/cases?limit=${String(count - 1)}`)).next).toBeDefined();
  });

  it('keeps its filters from page to page', async () => {
    const path = '/v1/cases?partKind=police-report&partState=received&limit=3';
    const found = (await pages(officer, path)).flat();
    expect(found.length).toBeGreaterThan(3);
    expect(idsOf(found)).not.toContain(running.id);
  });

  it.each<[string, (item: Item) => boolean]>([
    ['category=verbal', ({ openedAt }) => openedAt.startsWith('2014-03-04')],
    ['municipality=0363', () => true],
    ['municipality=0599', () => false],
    ['partKind=file', ({ id }) => id === running.id],
    ['partKind=file&partState=received', ({ id }) => id === running.id],
    ['partKind=file&partState=judged', () => false],
    ['openedFrom=2014-03-04', ({ openedAt }) => openedAt >= '2014-03-04'],
    ['openedUntil=2014-03-04', ({ openedAt }) => openedAt < '2014-03-04'],
    [
      'openedFrom=2014-03-03T08:10:00Z&openedUntil=2014-03-03T08:10:00.001Z',
      ({ openedAt }) => openedAt === '2014-03-03T08:10:00.000Z',
    ],
  ])('can be narrowed: %s', async (query, fits) => {
    const all = (await pages(contact, '/v1/cases?limit=100')).flat();
    const found = (await pages(contact, `/v1/cases?limit=100&${query}`)).flat();
    const expected = query.startsWith('category') ? all.filter(fits).slice(-1) : all.filter(fits);
    if (query.startsWith('category')) expect(found).toHaveLength(1);
    else expect(idsOf(found)).toEqual(idsOf(expected));
  });

  it('finds a case by its number, for who may know of it', async () => {
    const [first] = (await page(contact, '/v1/cases?limit=1')).items;
    expect(idsOf((await page(contact, `/v1/cases?number=${first!.number}`)).items)).toEqual([first!.id]);
    expect((await page('employer_contact@zwembad', `/v1/cases?number=${first!.number}`)).items).toEqual([]);
  });
});

describe('the timeline of a case', () => {
  const timeline = (): string => `/v1/cases/${running.id}/events`;

  it('comes in pages that together are the whole, in order of happening', async () => {
    const whole = (await page(officer, `${timeline()}?limit=100`)).items;
    const found = (await pages(officer, `${timeline()}?limit=2`)).flat();
    expect(found).toEqual(whole);
    expect(whole.map(({ occurredAt }) => occurredAt)).toEqual([...whole.map(({ occurredAt }) => occurredAt)].sort());
    expect(whole[0]?.type).toBe('incident-report.submitted');
  });

  it('has late news where it happened, for whoever reads on', async () => {
    const before = (await page(contact, `${timeline()}?limit=100`)).items;
    await chain.done(contact, `${reports}/${running.id}/measures`, {
      kind: 'conversation',
      occurredAt: '2014-03-03T12:00:00+01:00',
    });
    await chain.quiet();
    const after = (await page(contact, `${timeline()}?limit=100`)).items;
    expect(after.at(-1)).toMatchObject({ type: 'employer-measure.recorded', occurredAt: '2014-03-03T11:00:00.000Z' });
    expect(after.slice(0, -1)).toEqual(before);
    expect((await page(contact, `/v1/events?case=${running.id}&limit=100`)).items.at(-1)?.type).toBe(
      'employer-measure.recorded',
    );
  });

  it('shows an auditor what happened, when and by whom, and nothing of the contents', async () => {
    const seen = (await page('auditor@PL1300', `${timeline()}?limit=100`)).items;
    expect(seen.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['suspect.interviewed', 'claim.opened', 'halt-consent.requested']),
    );
    for (const { data } of seen) expect(data).toEqual({});
    for (const { data } of (await page('auditor@PL1300', '/v1/events?limit=100')).items) expect(data).toEqual({});
  });

  it('shows each party what it may see, as far as it may see it', async () => {
    const types = async (person: string) =>
      (await page(person, `${timeline()}?limit=100`)).items.map(({ type }) => type);
    expect(await types(contact)).not.toEqual(expect.arrayContaining(['suspect.registered']));
    expect(await types(contact)).toEqual(expect.arrayContaining(['police-report.taken', 'suspect.referred-to-halt']));
    expect(await types('halt_coordinator@HALT-PL1300')).not.toEqual(expect.arrayContaining(['file.received']));
    expect(await types('recovery_officer@stadsvervoer')).toEqual(expect.arrayContaining(['claim.opened']));
    const told = (await page(contact, `${timeline()}?limit=100`)).items.find(
      ({ type }) => type === 'suspect.referred-to-halt',
    );
    expect(told?.data).toEqual({});
  });

  it('is not there for who has no part in the case', async () => {
    for (const person of [
      'employer_contact@zwembad',
      'police_officer@PL1700',
      'auditor@zwembad',
      'analyst@ministry',
      'machine@PL1300',
    ]) {
      expect((await chain.get(person, timeline())).status).toBe(404);
      expect((await chain.get(person, `/v1/cases/${running.id}`)).status).toBe(404);
    }
  });
});

describe('the feed', () => {
  const feed = async (person: string, after = '0'): Promise<Item[]> => {
    const found: Item[] = [];
    for (let next = after; ;) {
      const one = await page(person, `/v1/events?after=${next}&limit=100`);
      found.push(...one.items);
      if (one.items.length === 0) return found;
      next = one.next ?? '';
    }
  };

  it('goes on where one left off, without a gap or a repetition, while events come in', async () => {
    const start = (await feed(officer)).at(-1)?.position ?? '0';
    let writing = true;
    const writers = Promise.all(
      [1, 2, 3, 4].map(async () => {
        for (let n = 0; n < 6; n += 1) {
          const made = await report();
          await chain.done(contact, `${reports}/${made.part.id}/measures`, { kind: 'conversation' });
        }
      }),
    ).finally(() => (writing = false));
    const seen: Item[] = [];
    for (let next = start, last = false; ;) {
      const one = await page(officer, `/v1/events?after=${next}&limit=7`);
      seen.push(...one.items);
      next = one.next ?? next;
      if (one.items.length > 0) continue;
      if (last) break;
      if (!writing) {
        await chain.quiet();
        last = true;
      }
    }
    await writers;
    expect(seen.map(({ position }) => Number(position))).toEqual(
      [...seen.map(({ position }) => Number(position))].sort((a, b) => a - b),
    );
    expect(new Set(idsOf(seen)).size).toBe(seen.length);
    expect(idsOf(seen)).toEqual(idsOf(await feed(officer, start)));
    // Submitted, received, measure: each of 24 times.
    expect(seen).toHaveLength(72);
  });

  it('can be asked of one case only, and holds nothing of cases of others', async () => {
    const own = (await page(contact, `/v1/events?case=${running.id}&limit=100`)).items;
    expect(own.length).toBeGreaterThan(3);
    expect(own.every(({ caseId }) => caseId === running.id)).toBe(true);
    expect((await page('employer_contact@zwembad', `/v1/events?case=${running.id}`)).items).toEqual([]);
    const zwembad = await feed('employer_contact@zwembad');
    expect(new Set(zwembad.map(({ caseId }) => caseId)).size).toBe(1);
  });

  it('of a new party begins with it', async () => {
    const prosecution = (await feed('public_prosecutor@AMS')).map(({ type }) => type);
    expect(prosecution).not.toContain('police-report.taken');
    expect(prosecution).toContain('file.received');
    const timeline = (await page('public_prosecutor@AMS', `/v1/cases/${running.id}/events?limit=100`)).items;
    expect(timeline.map(({ type }) => type)).toContain('police-report.taken');
  });

  it('says where to go on also when there is nothing', async () => {
    expect(await page('analyst@ministry', '/v1/events?after=12')).toEqual({ items: [], next: '12' });
  });
});
