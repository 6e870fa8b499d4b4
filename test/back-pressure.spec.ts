import { afterEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { startChain, type Answer, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { holdTable } from './hold-table.js';
import { incident } from './incident.js';
import { scrape } from './scrape.js';

const contact = 'employer_contact@presser';
const reports = '/v1/incident-reports';
const limit = 10;

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const open = async (settings: Record<string, string>): Promise<{ database: TestDatabase; chain: TestChain }> => {
  const database = await freshDatabase();
  closing.push(() => database.drop());
  const chain = await startChain(database, { MEASURE_EVERY_MS: '50', ...settings });
  closing.push(() => chain.close());
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('presser');
  return { database, chain };
};

const readiness = async (chain: TestChain): Promise<{ status: number; body: Ready }> => {
  const answer = await fetch(`${chain.url}/health/ready`);
  return { status: answer.status, body: (await answer.json()) as Ready };
};

interface Ready {
  status: string;
  dependencies: Record<string, string>;
  lag: Record<string, { unpublished?: number; undelivered?: number; ageSeconds: number; over: boolean }>;
  lagLimit: number;
}

/** Nobody in the case file takes anything in until it is let go. */
const stopCasefile = async (database: TestDatabase): Promise<() => Promise<void>> => {
  const { letGo } = await holdTable(database, 'casefile.case_record');
  closing.push(letGo);
  return letGo;
};

/** Submits until the case file is seen to be behind, and one is turned away; answers those that were taken. */
async function submitUntilHeld(chain: TestChain): Promise<{ taken: Answer[]; held: Response }> {
  const taken: Answer[] = [];
  for (;;) {
    const { body } = await readiness(chain);
    const answer = await chain.post(contact, reports, incident());
    if (answer.status === 201) taken.push(answer.body as Answer);
    else if (body.lag.casefile?.over) {
      await goWellBeyond(chain, taken);
      return { taken, held: answer };
    }
  }
}

/** What waits is estimated, and so goes up and down a little: near the limit cases would begin at times. */
async function goWellBeyond(chain: TestChain, [first]: readonly Answer[]): Promise<void> {
  const supplements = `${reports}/${first?.part.id ?? ''}/supplements`;
  for (let more = 0; more < limit; more += 1)
    await chain.done(contact, supplements, { text: 'The door was repaired.' });
  await eventually(async () => {
    expect((await readiness(chain)).body.lag.casefile?.undelivered).toBeGreaterThan(limit + limit / 2);
  });
}

const casesAt = async (database: TestDatabase, table: string): Promise<string[]> =>
  (await database.query<{ case_id: string }>(`select distinct case_id from ${table}`)).map((row) => row.case_id).sort();

const idsOf = (answers: readonly Answer[]): string[] => answers.map(({ caseId }) => caseId).sort();

describe('where an addressee is slower than those who write to it', () => {
  it('no more cases begin, all else goes on, nothing is lost, and cases begin again afterwards', async () => {
    const { database, chain } = await open({ LAG_LIMIT_EVENTS: String(limit) });
    const letGo = await stopCasefile(database);
    const { taken, held } = await submitUntilHeld(chain);

    expect(held.status).toBe(503);
    expect(held.headers['content-type']).toMatch('application/problem+json');
    expect(held.body).toMatchObject({ type: '/v1/problem-types/unavailable', status: 503 });
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0);
    // A report makes more letters than one: how many reports that takes is not the same each time.
    expect(taken.length).toBeGreaterThan(0);

    const { status, body } = await readiness(chain);
    expect([status, body.status, body.dependencies, body.lagLimit]).toEqual([200, 'up', { database: 'up' }, limit]);
    expect(body.lag.casefile).toMatchObject({ over: true });
    expect(body.lag.casefile?.undelivered).toBeGreaterThan(limit);
    // Who waits for nobody catches up.
    await eventually(async () => {
      expect((await readiness(chain)).body.lag.halt).toMatchObject({ over: false, undelivered: 0 });
    });

    const [first] = taken;
    await chain.done(contact, `${reports}/${first?.part.id ?? ''}/withdrawals`, { reason: 'It was not us.' });
    expect((await chain.get(contact, `${reports}/${first?.part.id ?? ''}`)).status).toBe(200);
    expect((await chain.get(contact, '/v1/cases')).status).toBe(200);
    // Turned away means: nothing of it was stored.
    expect(await casesAt(database, 'employer.case_record')).toEqual(idsOf(taken));

    await letGo();
    await eventually(async () => {
      taken.push(await chain.done(contact, reports, incident()));
    });
    await chain.quiet();
    expect(await casesAt(database, 'casefile.chain_event')).toEqual(idsOf(taken));
    expect((await readiness(chain)).body.lag.casefile).toMatchObject({ over: false });
  });

  it('a case can be begun again with the same key once there is room, and begins once', async () => {
    const { database, chain } = await open({ LAG_LIMIT_EVENTS: String(limit) });
    const letGo = await stopCasefile(database);
    const { taken } = await submitUntilHeld(chain);
    const again = (): Promise<Response> => chain.post(contact, reports, incident(), { 'Idempotency-Key': 'once' });
    expect((await again()).status).toBe(503);
    await letGo();
    await eventually(async () => expect((await again()).status).toBe(201));
    await again();
    expect(await casesAt(database, 'employer.case_record')).toHaveLength(taken.length + 1);
  });

  it('who is turned away leaves nothing behind in memory', async () => {
    const { database, chain } = await open({ LAG_LIMIT_EVENTS: String(limit) });
    await stopCasefile(database);
    await submitUntilHeld(chain);
    const bearer = await chain.token(contact);
    const turnedAway = async (times: number): Promise<void> => {
      const body = JSON.stringify(incident());
      const headers = { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' };
      const one = async (): Promise<number> => {
        const answer = await fetch(chain.url + reports, { method: 'POST', headers, body });
        await answer.arrayBuffer();
        return answer.status;
      };
      const together = 25;
      for (let sent = 0; sent < times; sent += together) {
        const statuses = await Promise.all(Array.from({ length: together }, one));
        expect(new Set(statuses)).toEqual(new Set([503]));
      }
    };
    // The first ones warm up what stays: compiled code, connections, counters.
    await turnedAway(500);
    const before = await heapAfterCollection();
    await turnedAway(2_000);
    const perRequest = ((await heapAfterCollection()) - before) / 2_000;
    // What a request is made of takes some ten thousand.
    expect(perRequest).toBeLessThan(2_000);
  });
});

describe('where the database is slower than those who ask', () => {
  const most = 12;

  it('no more requests wait in memory than the bound; the others are told at once, and those that wait are answered', async () => {
    const { database, chain } = await open({ REQUESTS_AT_ONCE: String(most) });
    const bearer = await chain.token(contact);
    const held = await holdTable(database, 'employer.case_record', 'access exclusive');
    closing.push(() => held.letGo());
    const asked = Array.from({ length: 5 * most }, () =>
      fetch(chain.url + reports, {
        method: 'POST',
        headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(incident()),
      }),
    );
    const answered: Response['status'][] = [];
    for (const one of asked) void one.then(({ status }) => answered.push(status));
    await eventually(() => expect(answered).toHaveLength(4 * most));
    expect(new Set(answered)).toEqual(new Set([503]));
    expect((await fetch(`${chain.url}/health/live`)).status).toBe(200);
    expect((await scrape(chain.url)).size).toBeGreaterThan(0);

    await held.letGo();
    const all = await Promise.all(asked);
    expect(all.filter(({ status }) => status === 201)).toHaveLength(most);
    for (const one of all.filter(({ status }) => status === 503)) expect(one.headers.get('retry-after')).toBe('1');
    await chain.quiet();
    expect(await casesAt(database, 'casefile.chain_event')).toHaveLength(most);
    expect((await chain.post(contact, reports, incident())).status).toBe(201);
  });
});

/** What is still in use, in bytes. */
async function heapAfterCollection(): Promise<number> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
