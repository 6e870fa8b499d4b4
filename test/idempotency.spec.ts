import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChain, type Answer, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident } from './incident.js';
import { storedIn } from './stored.js';

let database: TestDatabase;
let chain: TestChain;
let other: TestChain;

const contact = 'employer_contact@stadsvervoer';
const reports = '/v1/incident-reports';

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  other = await startChain(database, {}, chain);
  await chain.register('stadsvervoer');
  await chain.setClock('2014-03-03T09:10:00+01:00');
});

afterAll(async () => {
  await other.close();
  await chain.close();
  await database.drop();
});

let count = 0;
const freshKey = (): string => `key-${String((count += 1))}`;
const withKey = (key: string) => ({ 'Idempotency-Key': key });
const casesStored = async (): Promise<number> => (await storedIn(database))['employer.case_record'] ?? NaN;
const entriesStored = async (): Promise<number> => (await storedIn(database))['employer.entry'] ?? NaN;

/** A report of its own, for a command on it. */
const reported = async (): Promise<Answer> => chain.done(contact, reports, incident());

describe('the same Idempotency-Key', () => {
  it('with the same body gets the same answer and has one effect, for a report', async () => {
    const key = withKey(freshKey());
    const first = await chain.post(contact, reports, incident(), key);
    const before = await storedIn(database);
    const again = await chain.post(contact, reports, incident(), key);
    expect(first.status).toBe(201);
    expect([again.status, again.body, again.headers.location, again.headers.etag]).toEqual([
      first.status,
      first.body,
      first.headers.location,
      first.headers.etag,
    ]);
    await chain.quiet();
    expect((await storedIn(database))['employer.case_record']).toBe(before['employer.case_record']);
  });

  it('gets the same answer from another process, also after the state has changed', async () => {
    const report = await reported();
    const path = `${reports}/${report.part.id}/supplements`;
    const key = withKey(freshKey());
    const first = await chain.post(contact, path, { text: 'More.' }, key);
    await chain.done(contact, `${reports}/${report.part.id}/withdrawals`, { reason: 'apologised' });
    const entries = await entriesStored();
    const again = await other.post(contact, path, { text: 'More.' }, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await entriesStored()).toBe(entries);
  });

  it('with another body is refused, and nothing is stored', async () => {
    const report = await reported();
    const path = `${reports}/${report.part.id}/supplements`;
    const key = withKey(freshKey());
    await chain.post(contact, path, { text: 'More.' }, key);
    const entries = await entriesStored();
    for (const answer of [
      await chain.post(contact, path, { text: 'Less.' }, key),
      await other.post(contact, `${reports}/${report.part.id}/withdrawals`, { reason: 'apologised' }, key),
      await other.post(contact, reports, incident(), key),
    ]) {
      expect(answer.status).toBe(422);
      expect(JSON.parse(answer.text)).toMatchObject({ type: '/v1/problem-types/key-reused' });
    }
    expect(await entriesStored()).toBe(entries);
  });

  it('at the same moment, in two processes, has one effect and the same answer, for a report', async () => {
    const key = withKey(freshKey());
    const before = await casesStored();
    const answers = await Promise.all(
      [chain, other, chain, other].map((one) => one.post(contact, reports, incident(), key)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
    expect(await casesStored()).toBe(before + 1);
  });

  it('at the same moment, in two processes, has one effect and the same answer, for a command', async () => {
    const report = await reported();
    const key = withKey(freshKey());
    const before = await entriesStored();
    const path = `${reports}/${report.part.id}/measures`;
    const answers = await Promise.all(
      [chain, other, chain, other].map((one) => one.post(contact, path, { kind: 'conversation' }, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
    expect(await entriesStored()).toBe(before + 1);
  });

  it('with different bodies at the same moment lets one of them through', async () => {
    const report = await reported();
    const key = withKey(freshKey());
    const path = `${reports}/${report.part.id}/supplements`;
    const answers = await Promise.all(
      [chain, other, chain, other].map((one, n) => one.post(contact, path, { text: `More ${String(n)}.` }, key)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
  });

  it('of a refused command is free to be used again', async () => {
    const report = await reported();
    const key = withKey(freshKey());
    const path = `${reports}/${report.part.id}/measures`;
    expect((await chain.post(contact, path, { kind: 'pillory' }, key)).status).toBe(422);
    expect((await chain.post(contact, path, { kind: 'red_card' }, key)).status).toBe(201);
  });

  it('of another person is another key', async () => {
    const key = withKey(freshKey());
    const one = await chain.post(contact, reports, incident(), key);
    const two = await chain.post(`${contact}#2`, reports, incident(), key);
    expect((one.body as Answer).caseId).not.toBe((two.body as Answer).caseId);
  });
});

describe('many commands at once on one case', () => {
  it('are carried out one after the other, and use up no connections', async () => {
    await chain.register('druk');
    // Somebody of whom this process has not heard yet.
    const report = await other.done('employer_contact@druk', reports, incident());
    const path = `${reports}/${report.part.id}/measures`;
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => chain.post('employer_contact@druk', path, { kind: 'conversation' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => (body as Answer).version)).size).toBe(40);
  });
});

describe("the employer's own number", () => {
  const numbered = (externalReference: string, changes: object = {}) => incident({ externalReference, ...changes });

  it('twice is the same report: answered 200 as it stands now', async () => {
    const first = await chain.done(contact, reports, numbered('SV-1'));
    await chain.done(contact, `${reports}/${first.part.id}/withdrawals`, { reason: 'apologised' });
    const before = await casesStored();
    const again = await other.post(contact, reports, numbered('SV-1', { place: 'elsewhere' }));
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      caseId: first.caseId,
      part: { id: first.part.id, state: 'withdrawn' },
      version: 2,
    });
    expect(await casesStored()).toBe(before);
  });

  it('at the same moment in two processes is one report', async () => {
    const before = await casesStored();
    const answers = await Promise.all(
      [chain, other, chain, other].map((one) => one.post(contact, reports, numbered('SV-2'))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => (body as Answer).part.id)).size).toBe(1);
    expect(await casesStored()).toBe(before + 1);
  });

  it('of another employer is another report', async () => {
    await chain.register('zwembad');
    const one = await chain.done(contact, reports, numbered('SV-3'));
    const two = await chain.done('employer_contact@zwembad', reports, numbered('SV-3'));
    expect(two.caseId).not.toBe(one.caseId);
  });
});

describe('If-Match', () => {
  it('with the version that was read lets one of two through, and tells the other the current one', async () => {
    const report = await reported();
    const path = `${reports}/${report.part.id}`;
    const { etag } = (await chain.get(contact, path)).headers as { etag: string };
    const answers = await Promise.all(
      [chain, other].map((one) => one.post(contact, `${path}/supplements`, { text: 'More.' }, { 'If-Match': etag })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    const now = (await other.get(contact, path)).headers.etag as string;
    expect(now).not.toBe(etag);
    for (const answer of answers) expect(answer.headers.etag).toBe(now);
  });

  it('with * means whatever is there', async () => {
    const report = await reported();
    const answer = await chain.post(
      contact,
      `${reports}/${report.part.id}/supplements`,
      { text: 'x' },
      { 'If-Match': '*' },
    );
    expect(answer.status).toBe(201);
  });
});

describe('what a command made', () => {
  it('is read back at its Location, with what was sent', async () => {
    const report = await reported();
    const answer = await chain.post(contact, `${reports}/${report.part.id}/measures`, { kind: 'red_card' });
    const back = await other.get(contact, answer.headers.location as string);
    expect(back.body).toMatchObject({
      id: (answer.body as Answer).id,
      command: 'recordEmployerMeasure',
      kind: 'red_card',
    });
  });

  it('is read back for a report as the report itself', async () => {
    const answer = await chain.post(contact, reports, incident());
    const back = await other.get(contact, answer.headers.location as string);
    expect(back.status).toBe(200);
    expect(back.body).toMatchObject({
      id: (answer.body as Answer).part.id,
      place: 'Bus line 21, stop Eerste Ringdijk',
    });
  });

  it('numbers cases without giving a number twice, in two processes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? chain : other).done(contact, reports, incident())),
    );
    const numbers = answers.map(({ caseNumber }) => caseNumber);
    expect(new Set(numbers).size).toBe(40);
    for (const number of numbers) expect(number).toMatch(/^VPT-2014-\d{6}$/);
  });
});
