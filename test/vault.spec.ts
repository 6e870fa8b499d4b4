import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { underNumberFrom } from '../libs/contract/index.js';
import { startChain, type Answer, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { dumpOf, tablesWith } from './dump.js';
import { incident, victim } from './incident.js';
import { partOf } from './running-case.js';

let database: TestDatabase;
let chain: TestChain;

const contact = 'employer_contact@stadsvervoer';
const officer = 'police_officer@PL1300';
const liaison = 'police_liaison@PL1300';
const assistant = 'assistant_prosecutor@PL1300';
const prosecutor = 'public_prosecutor@AMS';
const desk = 'victim_desk@AMS';

const who = {
  name: 'Tamara Veldkuil',
  birthDate: '1987-05-02',
  address: 'Lindelaan 4, 1012 AB Amsterdam',
  phone: '0612345678',
  email: 't.veldkuil@example.org',
};
const traces = ['Veldkuil', 'Tamara', 'Lindelaan 4', '1012 AB', '0612345678', '1987-05-02'];

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('stadsvervoer');
});

afterAll(async () => {
  await chain.close();
  await database.drop();
});

interface Reported {
  caseId: string;
  victim: string;
  policeReport: string;
}

/** A report with one victim, who asks to report under number where `asks` says why. */
async function reported(changes: object = {}, asks?: string): Promise<Reported> {
  const wish = asks === undefined ? {} : { wantsReportUnderNumber: { reason: asks } };
  const answer = await chain.done(
    contact,
    '/v1/incident-reports',
    incident({ victims: [victim({ ...who, ...wish })], ...changes }),
  );
  await chain.quiet();
  const policeReport = await partOf(chain, answer.caseId, 'police-report');
  return { caseId: answer.caseId, victim: answer.created.v1 ?? '', policeReport };
}

const identity = async (person: string, { caseId, victim: id }: Reported) =>
  chain.get(person, `/v1/cases/${caseId}/identities/${id}`);

const onReport = (person: string, { policeReport }: Reported, collection: string, body: object): Promise<Answer> =>
  chain.done(person, `/v1/police-reports/${policeReport}/${collection}`, body);

async function decide(one: Reported, decision: 'granted' | 'refused'): Promise<void> {
  await chain.token(prosecutor);
  await onReport(assistant, one, 'under-number-decisions', { decision, reason: 'weighed', prosecutor });
  await chain.quiet();
}

const request = async (one: Reported): Promise<void> => {
  await onReport(officer, one, 'under-number-requests', { victim: one.victim, reason: 'he waits at the depot' });
  await chain.quiet();
};

interface HeldText {
  id: string;
  kind: string;
  context: string;
  pointer: string;
  text: string;
}

const held = async (one: Reported): Promise<HeldText[]> => {
  const answer = await chain.get(assistant, `/v1/police-reports/${one.policeReport}/guard-hits`);
  expect(answer.status).toBe(200);
  return (answer.body as { items: HeldText[] }).items;
};

const reportText = async (one: Reported): Promise<string> =>
  (await chain.get(contact, `/v1/incident-reports/${one.caseId}`)).text;

const statuses = async (one: Reported): Promise<Record<string, number>> => {
  const readers = [contact, officer, liaison, assistant, prosecutor, desk, 'police_officer@PL1500', 'analyst@ministry'];
  const answers = await Promise.all(readers.map(async (reader) => [reader, (await identity(reader, one)).status]));
  return Object.fromEntries(answers) as Record<string, number>;
};

describe('who a victim is', () => {
  it('is told to the employer and the police where nobody asked for a number', async () => {
    const one = await reported();
    expect((await identity(contact, one)).body).toMatchObject(who);
    expect(await statuses(one)).toEqual({
      [contact]: 200,
      [officer]: 200,
      [liaison]: 200,
      [assistant]: 200,
      [prosecutor]: 404,
      [desk]: 404,
      'police_officer@PL1500': 404,
      'analyst@ministry': 404,
    });
  });

  it('is told between request and decision to intake and who decides, and to nobody else', async () => {
    const one = await reported({}, 'he waits at the depot');
    expect(await statuses(one)).toMatchObject({
      [contact]: 403,
      [officer]: 200,
      [liaison]: 403,
      [assistant]: 200,
      [prosecutor]: 403,
      [desk]: 403,
    });
  });

  it('is told to nobody from the grant on: everybody gets the number', async () => {
    const one = await reported({}, 'he waits at the depot');
    await decide(one, 'granted');
    expect(await statuses(one)).toMatchObject({
      [contact]: 403,
      [officer]: 403,
      [liaison]: 403,
      [assistant]: 403,
      [prosecutor]: 403,
      [desk]: 403,
    });
    const number = /AON-[0-9A-HJKMNP-TV-Z]{8}/;
    expect(await reportText(one)).toMatch(number);
    expect((await chain.get(officer, `/v1/police-reports/${one.policeReport}`)).text).toMatch(number);
    expect((await chain.get(officer, `/v1/cases/${one.caseId}`)).text).toMatch(number);
  });

  it('is told again after a refusal', async () => {
    const one = await reported({}, 'he waits at the depot');
    await decide(one, 'refused');
    expect(await statuses(one)).toMatchObject({ [contact]: 200, [officer]: 200, [liaison]: 200 });
  });

  it('is in the database as ciphertext only, whether or not a number was asked', async () => {
    expect(tablesWith(await dumpOf(database), traces)).toEqual([]);
  });

  it('is corrected like anything else, and the wrong name stays nowhere', async () => {
    const one = await reported();
    const { body } = await chain.get(contact, `/v1/cases/${one.caseId}/events`);
    const [event] = (body as { items: { id: string; type: string }[] }).items;
    await chain.done(contact, `/v1/incident-reports/${one.caseId}/corrections`, {
      event: event?.id,
      reason: 'the name was misspelt',
      values: { victims: [victim({ ...who, name: 'Tamara Veldkamp' })] },
    });
    await chain.quiet();
    expect((await identity(contact, one)).body).toMatchObject({ ...who, name: 'Tamara Veldkamp' });
    expect(tablesWith(await dumpOf(database), ['Veldkamp', ...traces])).toEqual([]);
  });
});

describe('the tables of the vault', () => {
  it('are read by the roles of the vault only: the others put in, and ask functions that tell no name', async () => {
    const rights = await database.query<{ role: string; table: string; right: string }>(
      `select role.rolname as role, tables.table_name as table, kind as right
       from pg_roles role, information_schema.tables tables, unnest(array['SELECT', 'UPDATE', 'DELETE', 'INSERT']) kind
       where left(role.rolname, 6) = 'chain_' and left(role.rolname, 11) <> 'chain_vault'
         and tables.table_schema = 'vault' and tables.table_type = 'BASE TABLE'
         and tables.table_name in ('deposit', 'deposit_key', 'guard_mark', 'identity', 'person_key', 'hit', 'number', 'numbered')
         and has_table_privilege(role.rolname, format('vault.%I', tables.table_name), kind)`,
    );
    expect(rights.filter(({ right }) => right !== 'INSERT')).toEqual([]);
    expect(new Set(rights.map(({ table }) => table))).toEqual(new Set(['deposit', 'guard_mark']));
  });
});

describe('a text from before the request', () => {
  const telling = { description: 'He asked the conductor for Tamara Veldkuil and waited.', place: 'Bus line 21' };

  it('that names the victim is shown to nobody, and is in no table, from the request on', async () => {
    const one = await reported(telling);
    expect(await reportText(one)).toContain('Veldkuil');
    await request(one);
    expect(await reportText(one)).not.toContain('Veldkuil');
    expect((await chain.get(officer, `/v1/incident-reports/${one.caseId}`)).text).not.toContain('Veldkuil');
    expect(tablesWith(await dumpOf(database), traces)).toEqual([]);
    const [text, ...others] = await held(one);
    expect(others).toEqual([]);
    expect(text).toMatchObject({ kind: 'withheld', context: 'employer', text: telling.description });
    expect(text?.pointer).toBe('submitIncidentReport/description');
  });

  it('is shown to the assistant prosecutor of the unit only', async () => {
    const one = await reported(telling);
    await request(one);
    const path = `/v1/police-reports/${one.policeReport}/guard-hits`;
    expect((await chain.get(officer, path)).status).toBe(403);
    expect((await chain.get(contact, path)).status).toBe(403);
    expect((await chain.get('assistant_prosecutor@PL1500', path)).status).toBe(404);
  });

  it('is replaced by the assistant prosecutor, and can still be corrected after that', async () => {
    const one = await reported(telling);
    await request(one);
    await decide(one, 'granted');
    const [text] = await held(one);
    const replacement = 'He asked the conductor for somebody and waited.';
    await onReport(assistant, one, 'text-redactions', { hit: text?.id, replacement });
    await chain.quiet();
    expect(await reportText(one)).toContain(replacement);
    expect(await held(one)).toEqual([]);
    const { body } = await chain.get(contact, `/v1/cases/${one.caseId}/events`);
    const [event] = (body as { items: { id: string; type: string }[] }).items;
    await chain.done(contact, `/v1/incident-reports/${one.caseId}/corrections`, {
      event: event?.id,
      reason: 'an hour earlier',
      occurredAt: '2014-03-02T21:40:00+01:00',
    });
    expect(await reportText(one)).toContain(replacement);
  });

  it('is not replaced by another text with the name', async () => {
    const one = await reported(telling);
    await request(one);
    const [text] = await held(one);
    const answer = await chain.post(assistant, `/v1/police-reports/${one.policeReport}/text-redactions`, {
      hit: text?.id,
      replacement: 'He asked for T. Veldkuil.',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('Veldkuil');
  });

  it('stands again where the assistant prosecutor lets it pass, or the number is refused', async () => {
    const passed = await reported(telling);
    await request(passed);
    const [text] = await held(passed);
    await onReport(assistant, passed, 'guard-passes', { hit: text?.id, reason: 'another Tamara' });
    await chain.quiet();
    expect(await reportText(passed)).toContain('Veldkuil');
    const refused = await reported(telling);
    await request(refused);
    await decide(refused, 'refused');
    expect(await reportText(refused)).toContain('Veldkuil');
  });
});

describe('a corrected name', () => {
  it('of a victim under number is looked for in what was written before, and from then on', async () => {
    const description = 'He asked the conductor for Mrs Veldkamp and waited.';
    const one = await reported({ description });
    await request(one);
    expect(await reportText(one)).toContain('Veldkamp');
    const { body } = await chain.get(contact, `/v1/cases/${one.caseId}/events`);
    const [event] = (body as { items: { id: string; type: string }[] }).items;
    await chain.done(contact, `/v1/incident-reports/${one.caseId}/corrections`, {
      event: event?.id,
      reason: 'the name was misspelt',
      values: { victims: [victim({ ...who, name: 'Tamara Veldkamp' })] },
    });
    await chain.quiet();
    expect(await reportText(one)).not.toContain('Veldkamp');
    expect((await held(one)).map(({ text }) => text)).toEqual([description]);
    const path = `/v1/incident-reports/${one.caseId}/supplements`;
    expect((await chain.post(contact, path, { text: 'Mrs Veldkamp stays at home.' })).status).toBe(422);
  });
});

describe('a new text', () => {
  it('with the name is refused with the place of the leak, not with what stands there', async () => {
    const one = await reported({}, 'he waits at the depot');
    const answer = await chain.post(contact, `/v1/incident-reports/${one.caseId}/supplements`, {
      text: 'Mrs Veldkuil stays at home.',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('Veldkuil');
    const { errors } = answer.body as { errors: { pointer: string; code: string; detail: string; hit: string }[] };
    expect(errors).toMatchObject([
      { pointer: '/text', code: 'leak-guard', detail: expect.stringContaining('5 to 12') },
    ]);
  });

  it('that was refused can be written once it was let pass, and only that text', async () => {
    const one = await reported({}, 'he waits at the depot');
    const path = `/v1/incident-reports/${one.caseId}/supplements`;
    const answer = await chain.post(contact, path, { text: 'The Veldkuil is a street here.' });
    const again = await chain.post(contact, path, { text: 'The Veldkuil is a street here.' });
    const hitOf = ({ body }: typeof answer) => (body as { errors: { hit: string }[] }).errors[0]?.hit;
    expect(hitOf(again)).toBe(hitOf(answer));
    await chain.quiet();
    await onReport(assistant, one, 'guard-passes', { hit: hitOf(answer), reason: 'the street, not the person' });
    await chain.quiet();
    expect((await chain.post(contact, path, { text: 'The Veldkuil is a street here.' })).status).toBe(201);
    expect((await chain.post(contact, path, { text: 'The Veldkuil is long.' })).status).toBe(422);
  });

  it('in the very report that asks for a number is looked at too, and then no case begins', async () => {
    const before = await database.query('select 1 from employer.case_record');
    const answer = await chain.post(
      contact,
      '/v1/incident-reports',
      incident({
        victims: [victim({ ...who, wantsReportUnderNumber: { reason: 'he knows Tamara' } })],
      }),
    );
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe(
      '/victims/0/wantsReportUnderNumber/reason',
    );
    expect(await database.query('select 1 from employer.case_record')).toHaveLength(before.length);
  });

  it('is not looked at in the case of a victim who asked for no number', async () => {
    const one = await reported();
    const path = `/v1/incident-reports/${one.caseId}/supplements`;
    expect((await chain.post(contact, path, { text: 'Mrs Veldkuil stays at home.' })).status).toBe(201);
  });

  it('never has the name as a reference: that would stay for good', async () => {
    const answer = await chain.post(
      contact,
      '/v1/incident-reports',
      incident({ victims: [victim({ ...who, ref: 'veldkuil' })], damages: [] }),
    );
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe('/victims/0/ref');
  });
});

describe('a number', () => {
  const numberOf = async (one: Reported): Promise<string> => /AON-[0-9A-Z]{8}/.exec(await reportText(one))?.[0] ?? '';

  it('leads the victim desk to its case, and nobody else', async () => {
    const one = await reported({}, 'he waits at the depot');
    await decide(one, 'granted');
    const path = `/v1/numbers/${await numberOf(one)}`;
    expect((await chain.get(desk, path)).body).toMatchObject({ caseId: one.caseId, victim: one.victim });
    expect((await chain.get(officer, path)).status).toBe(403);
    expect((await chain.get('victim_desk@MNE', path)).status).toBe(404);
  });

  it('is another one in every case of the same person, and tells nothing of who it is', async () => {
    const numbers = new Set<string>();
    for (let nth = 0; nth < 3; nth += 1) {
      const one = await reported({}, 'he waits at the depot');
      await decide(one, 'granted');
      numbers.add(await numberOf(one));
    }
    expect(numbers.size).toBe(3);
  });

  it('cannot be guessed: who tries is locked out', async () => {
    const one = await reported({}, 'he waits at the depot');
    await decide(one, 'granted');
    const guesser = 'victim_desk@AMS#2';
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const number = underNumberFrom(Array.from({ length: 7 }, (_, place) => (tries + place) % 32));
      statuses.push((await chain.get(guesser, `/v1/numbers/${number}`)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
    expect((await chain.get(guesser, `/v1/numbers/${await numberOf(one)}`)).status).toBe(429);
    expect((await chain.get(desk, `/v1/numbers/${await numberOf(one)}`)).status).toBe(200);
  });
});

describe('the identity behind a number', () => {
  it('is read on an approved ground, each reading by itself, and not a moment longer than a day', async () => {
    const one = await reported({}, 'he waits at the depot');
    await decide(one, 'granted');
    const order = { victim: one.victim, ground: 'court_order', reason: 'order of 31 March' };
    const path = `/v1/police-reports/${one.policeReport}/revelations`;
    await onReport(desk, one, 'reveal-requests', order);
    expect((await chain.post(desk, path, order)).status).toBe(403);
    await onReport(prosecutor, one, 'reveal-approvals', order);
    const read = await chain.post(desk, path, order, { 'Idempotency-Key': 'read-once' });
    expect(read.status).toBe(201);
    expect((read.body as { identity: object }).identity).toEqual(who);
    const again = await chain.get(desk, `${path}/${(read.body as Answer).id}`);
    expect((again.body as { identity: object }).identity).toEqual(who);
    expect((await chain.get(officer, path)).status).toBe(403);
    expect((await chain.get(desk, path)).text).not.toContain('Veldkuil');
    const events = await database.query<{ type: string }>(
      `select envelope ->> 'type' as type from vault.event where case_id = $1 and envelope ->> 'type' = 'identity.revealed'`,
      [one.caseId],
    );
    expect(events).toHaveLength(2);
    await chain.setClock('2014-03-04T09:00:01+01:00');
    expect((await chain.post(desk, path, order)).status).toBe(403);
    const later = await chain.post(desk, path, order, { 'Idempotency-Key': 'read-once' });
    expect(later.text).not.toContain('Veldkuil');
  });
});
