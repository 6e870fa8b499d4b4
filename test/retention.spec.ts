import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kept } from '../apps/kept.js';
import { verify } from '../libs/audit/verify.reader.js';
import { AnchorKey } from '../libs/audit/anchor.js';
import { anchoringOf } from '../libs/platform/configuration/index.js';
import { Database } from '../libs/platform/persistence/database.js';
import type { Schema } from '../libs/platform/persistence/roles.js';
import { identityAddress } from '../libs/platform/shielding/identities.js';
import { rehearse, runDay, type Ran } from '../libs/retention/daily.store.js';
import { hold, release, type Held } from '../libs/retention/holds.store.js';
import type { Counts } from '../libs/retention/job.js';
import { startChain, type Answer, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { dumpOf, tablesWith } from './dump.js';
import { eventually } from './eventually.js';
import { incident, victim } from './incident.js';
import { partOf, runningCase } from './running-case.js';

let database: TestDatabase;
let chain: TestChain;

const contact = 'employer_contact@stadsvervoer';
const officer = 'police_officer@PL1300';
const assistant = 'assistant_prosecutor@PL1300';

const urlOf = (schema: Schema): string => database.as(schema);
const now = async (): Promise<string> => {
  const [row] = await database.query<{ now: Date }>('select now from access.clock');
  return row!.now.toISOString();
};

/** The daily job at this moment of the scenario's clock. */
async function runAt(moment: string): Promise<Counts> {
  await chain.setClock(moment);
  const ran = await runDay(urlOf, kept, { now: await now(), oncePerDay: false });
  if (ran.kind !== 'done') throw new Error(ran.kind);
  return ran.counts;
}

interface Told {
  caseId: string;
  caseNumber: string;
  victim: string;
  suspect: string;
  policeReport: string;
}

/** What people wrote and who they are, all of it to be found again in a dump. */
const words = {
  place: 'Kwartelplein, abri 7',
  description: 'Ongehoord geroep bij de Kwartelbrug',
  suspect: 'jongen met paarse klompen',
  supplement: 'Zij slaapt slecht sinds de Kwartelbrug',
  statement: 'Hij stond met een hengel te zwaaien',
  reason: 'Vanwege de hengel',
  name: 'Pietje Zwartewater',
  job: 'klokkenluider',
};

async function told(changes: object = {}): Promise<Told> {
  const { place, description } = words;
  const report = await chain.done(
    contact,
    '/v1/incident-reports',
    incident({
      place,
      description,
      victims: [victim({ function: words.job, email: 't.veldkuil@example.org' })],
      suspects: [{ ref: 's1', description: words.suspect, known: false }],
      damages: [],
      ...changes,
    }),
  );
  await chain.quiet();
  await chain.done(contact, `/v1/incident-reports/${report.caseId}/supplements`, { text: words.supplement });
  const policeReport = await partOf(chain, report.caseId, 'police-report');
  const on = (collection: string, body: object): Promise<Answer> =>
    chain.done(officer, `/v1/police-reports/${policeReport}/${collection}`, body);
  await on('acknowledgements', {});
  await on('statements', {
    offences: ['350'],
    vptCode: true,
    domicile: 'employer',
    damageAsked: true,
    joinderWish: 'no',
    wantsInformation: true,
    statement: words.statement,
  });
  await on('investigations', {});
  await on('suspects', { ref: report.created.s1, birthDate: '1989-07-13', name: words.name });
  await chain.quiet();
  const { caseId, caseNumber, created } = report;
  return { caseId, caseNumber, victim: created.v1 ?? '', suspect: created.s1 ?? '', policeReport };
}

const traces = [...Object.values(words), '1989-07-13'];

const statusFor = async (person: string, path: string): Promise<number> => (await chain.get(person, path)).status;
const stagesOf = async ({ caseId }: Told): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  for (const schema of ['employer', 'police', 'vault', 'agreements']) {
    const [row] = await database.query<{ retention_stage: string }>(
      `select retention_stage from ${schema}.case_record where case_id = $1`,
      [caseId],
    );
    found[schema] = row?.retention_stage ?? 'nothing';
  }
  return found;
};
const keysOf = ({ caseId }: Told): Promise<unknown[]> =>
  database.query('select from vault.person_key where case_id = $1', [caseId]);

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.setClock('2014-03-03T09:10:00+01:00');
  await chain.register('stadsvervoer');
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

describe('a case, as the years go by', () => {
  let one: Told;
  const report = (): string => `/v1/police-reports/${one.policeReport}`;
  const incidentReport = (): string => `/v1/incident-reports/${one.caseId}`;
  const identity = (): string => identityAddress(one.caseId, one.victim);
  const suspect = (): string => `/v1/cases/${one.caseId}/suspects/${one.suspect}`;

  beforeAll(async () => {
    one = await told();
    expect(tablesWith(await dumpOf(database), traces)).not.toEqual([]);
  });

  it('is in full use in its first year', async () => {
    await runAt('2015-03-02T12:00:00+01:00');
    expect(await stagesOf(one)).toEqual({
      employer: 'in_use',
      police: 'in_use',
      vault: 'in_use',
      agreements: 'in_use',
    });
    for (const path of [report(), incidentReport(), identity(), suspect()]) {
      expect([path, await statusFor(officer, path)]).toEqual([path, 200]);
    }
  });

  it('after a year is read at the police by those only whom the rule names', async () => {
    const counts = await runAt('2015-03-03T12:00:00+01:00');
    expect(counts.police).toEqual({ limited: 1 });
    expect(await stagesOf(one)).toMatchObject({ employer: 'in_use', police: 'limited', vault: 'in_use' });
    const refused = await chain.get(officer, report());
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('only some roles')]);
    expect(await statusFor(officer, `${report()}/statements`)).toBe(403);
    expect(await statusFor(officer, suspect())).toBe(404);
    expect(await statusFor(officer, identity())).toBe(404);
    for (const path of [report(), suspect(), identity()]) expect(await statusFor(assistant, path)).toBe(200);
    for (const path of [incidentReport(), identity()]) expect(await statusFor(contact, path)).toBe(200);
  });

  it('stays limited at the police when something still happens, for there the first processing counts', async () => {
    await chain.done(contact, `/v1/incident-reports/${one.caseId}/measures`, { kind: 'warning_letter' });
    await chain.quiet();
    await runAt('2016-12-01T12:00:00+01:00');
    expect(await stagesOf(one)).toMatchObject({ employer: 'in_use', police: 'limited' });
  });

  it('after five years is read at the police by nobody, and nothing is done about it any more', async () => {
    const counts = await runAt('2019-03-03T12:00:00+01:00');
    expect(counts.police).toEqual({ removed: 1 });
    for (const person of [officer, assistant]) {
      const answer = await chain.get(person, report());
      expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('was removed')]);
      expect(await statusFor(person, suspect())).toBe(404);
    }
    const command = await chain.post(officer, `${report()}/handlers`, {});
    expect(command.status).not.toBe(201);
    const given = await chain.post(officer, `${report()}/suspects`, { ref: one.suspect, birthDate: '1990-01-01' });
    expect([given.status, given.text]).toEqual([409, expect.stringContaining('removed')]);
    // What is kept for complaints and accountability is still there, and so is who it was.
    expect(tablesWith(await dumpOf(database), [words.statement])).not.toEqual([]);
    expect(await keysOf(one)).toHaveLength(1);
  });

  it('at the employer is destroyed by its own rule, while the identity waits for the police', async () => {
    const counts = await runAt('2020-03-05T12:00:00+01:00');
    expect(counts.employer).toEqual({ destroyed: 1 });
    expect(await statusFor(contact, incidentReport())).toBe(404);
    expect(tablesWith(await dumpOf(database), [words.supplement, words.place])).toEqual([]);
    expect(await statusFor(contact, identity())).toBe(404);
    expect(await keysOf(one)).toHaveLength(1);
  });

  it('after ten years is destroyed, and who the victim was is destroyed with it', async () => {
    const counts = await runAt('2024-03-03T12:00:00+01:00');
    expect(counts.police).toEqual({ destroyed: 1 });
    await runAt('2030-01-01T12:00:00+01:00');
    expect(await stagesOf(one)).toEqual({
      employer: 'destroyed',
      police: 'destroyed',
      vault: 'destroyed',
      agreements: 'destroyed',
    });
    expect(await keysOf(one)).toEqual([]);
    expect(await database.query('select from vault.identity where case_id = $1', [one.caseId])).toEqual([]);
    expect(tablesWith(await dumpOf(database), traces)).toEqual([]);
  });

  it('keeps its number, its events and its figures, which hold no person', async () => {
    const answer = await chain.get(officer, `/v1/cases/${one.caseId}`);
    expect(answer.body).toMatchObject({ number: one.caseNumber });
    const events = await chain.get(officer, `/v1/cases/${one.caseId}/events`);
    expect((events.body as { items: object[] }).items.length).toBeGreaterThan(4);
  });

  it('has its destructions in the access log of its agencies, which is whole', async () => {
    const entries = await database.query(
      `select organisation, person, action, operation, ground from audit.access_entry
       where case_id = $1 and action = 'destroy' order by operation`,
      [one.caseId],
    );
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ organisation: 'stadsvervoer', operation: 'destroyAtEmployer' }),
        expect.objectContaining({
          organisation: 'PL1300',
          operation: 'destroyAtPolice',
          ground: expect.stringContaining('Wpg 14'),
        }),
        expect.objectContaining({ organisation: 'PL1300', operation: 'destroyAtVault' }),
      ]),
    );
    const { secret, file } = await anchoringOf(chain.configuration);
    const audit = await Database.connect({ schema: 'audit', url: urlOf('audit') });
    await eventually(async () => {
      expect((await verify(audit, new AnchorKey(secret), file)).findings).toEqual([]);
    });
    await audit.close();
  });

  it('is not corrected any more: the journal is not played', async () => {
    const [event] = await database.query<{ id: string }>(
      `select envelope ->> 'id' as id from police.event where case_id = $1 and envelope ->> 'type' = 'police-report.taken'`,
      [one.caseId],
    );
    const corrections = `${report()}/corrections`;
    const answer = await chain.post(officer, corrections, {
      event: event?.id,
      reason: 'late',
      occurredAt: '2014-03-03T09:00:00Z',
    });
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('removed')]);
  });

  it('is looked at no more', async () => {
    const [left] = await database.query<{ count: number }>(
      `select count(*)::int as count from police.case_record where retention_next_at is not null`,
    );
    expect(left?.count).toBe(0);
    expect(await runAt('2031-01-01T12:00:00+01:00')).toEqual({});
  });
});

describe('a correction by another agency of a case that was destroyed here', () => {
  it('is noted as not followed, and parks nothing', async () => {
    await chain.setClock('2040-03-03T09:10:00+01:00');
    const one = await told();
    await database.query(`update police.case_record set retention_stage = 'destroyed' where case_id = $1`, [
      one.caseId,
    ]);
    const [event] = await database.query<{ id: string }>(
      `select envelope ->> 'id' as id from employer.event where case_id = $1 and envelope ->> 'type' = 'incident-report.submitted'`,
      [one.caseId],
    );
    await chain.done(contact, `/v1/incident-reports/${one.caseId}/corrections`, {
      event: event?.id,
      reason: 'an hour earlier',
      occurredAt: '2014-03-02T21:40:00+01:00',
    });
    await chain.quiet();
    const notes = await database.query(
      `select from police.entry where case_id = $1 and grounds ->> 'notFollowed' like '%destroyed%'`,
      [one.caseId],
    );
    expect(notes.length).toBeGreaterThan(0);
    await database.query(`update police.case_record set retention_stage = 'in_use' where case_id = $1`, [one.caseId]);
  });
});

describe('a legal hold', () => {
  const set = async (caseNumber: string, reason?: string): Promise<Held> => {
    const casefile = await Database.connect({ schema: 'casefile', url: urlOf('casefile') });
    try {
      const holding = { caseNumber, by: 'an operator', at: await now() };
      return await casefile.transaction((client) =>
        reason === undefined ? release(client, holding) : hold(client, holding, reason),
      );
    } finally {
      await casefile.close();
    }
  };

  it('stops the job for its case until it is released, and is kept with who and why', async () => {
    await chain.setClock('2041-03-03T09:10:00+01:00');
    const [held, other] = [await told(), await told()];
    expect(await set(held.caseNumber, 'a complaint is being heard')).toBe('held');
    expect(await set(held.caseNumber, 'again')).toBe('held-before');
    await runAt('2046-03-04T12:00:00+01:00');
    expect(await stagesOf(held)).toMatchObject({ employer: 'in_use', police: 'in_use', vault: 'in_use' });
    expect(await stagesOf(other)).toMatchObject({ employer: 'destroyed', police: 'removed' });
    expect(await set(held.caseNumber)).toBe('released');
    expect(await set(held.caseNumber)).toBe('not-held');
    await runAt('2046-03-05T12:00:00+01:00');
    expect(await stagesOf(held)).toEqual(await stagesOf(other));
    const kept = await database.query(
      'select reason, held_by, released_by from casefile.legal_hold where case_id = $1',
      [held.caseId],
    );
    expect(kept).toEqual([
      { reason: 'a complaint is being heard', held_by: 'an operator', released_by: 'an operator' },
    ]);
  });

  it('is not put on what is not there', async () => {
    expect(await set('VPT-2014-999999', 'no such case')).toBe('no-such-case');
  });
});

describe('the job', () => {
  it('shows what it would do without doing it', async () => {
    await chain.setClock('2050-03-03T09:10:00+01:00');
    await told();
    await chain.setClock('2061-03-04T12:00:00+01:00');
    const before = await dumpOf(database);
    const counts = await rehearse(urlOf, kept, await now());
    expect(counts.police).toMatchObject({ destroyed: expect.any(Number) });
    expect(counts.vault).toMatchObject({ people: expect.any(Number) });
    const after = await dumpOf(database);
    for (const table of [
      'police.case_record',
      'police.entry',
      'employer.entry',
      'vault.person_key',
      'vault.identity',
    ]) {
      expect(after.get(table)).toBe(before.get(table));
    }
    expect(await runAt('2061-03-04T12:00:00+01:00')).toEqual(counts);
  });

  it('that was killed between the agencies and the vault is begun again, and then the keys go too', async () => {
    await chain.setClock('2062-03-03T09:10:00+01:00');
    const one = await told();
    await chain.setClock('2073-03-04T12:00:00+01:00');
    const broken = { ...kept, destroyIdentities: () => Promise.reject(new Error('killed')) };
    await expect(runDay(urlOf, broken, { now: await now(), oncePerDay: false })).rejects.toThrow('killed');
    expect(await stagesOf(one)).toMatchObject({ police: 'destroyed', vault: 'in_use' });
    expect(await keysOf(one)).toHaveLength(1);
    await runAt('2073-03-04T13:00:00+01:00');
    expect(await stagesOf(one)).toMatchObject({ vault: 'destroyed' });
    expect(await keysOf(one)).toEqual([]);
  });

  it('is done once a day, by one of all the processes', async () => {
    await chain.setClock('2074-03-04T12:00:00+01:00');
    const day = { now: await now(), oncePerDay: true };
    const rans: Ran[] = await Promise.all([1, 2, 3].map(() => runDay(urlOf, kept, day)));
    expect(rans.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect((await runDay(urlOf, kept, day)).kind).toBe('done-before');
    expect(await database.query(`select from casefile.retention_run where day = '2074-03-04'`)).toHaveLength(1);
  });

  it('destroys nobody while one agency may still use the case: a claim that is open', async () => {
    await chain.setClock('2075-03-03T09:10:00+01:00');
    const { id } = await runningCase(chain, 'stadsvervoer');
    await runAt('2092-03-04T12:00:00+01:00');
    const stages = await database.query<{ stage: string }>(
      `select retention_stage as stage from police.case_record where case_id = $1
       union all select retention_stage from recovery.case_record where case_id = $1
       union all select retention_stage from vault.case_record where case_id = $1`,
      [id],
    );
    expect(stages.map(({ stage }) => stage)).toEqual(['destroyed', 'in_use', 'in_use']);
    expect(await database.query('select from vault.person_key where case_id = $1', [id])).not.toEqual([]);
  });
});
