import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { offers } from '../apps/offers.js';
import { employerRoutes } from '../libs/employer/api/routes.js';
import { rebuild } from '../libs/casefile/rebuild.js';
import { journalOf } from '../libs/platform/casework/corrections/journal.js';
import { pastOf } from '../libs/platform/casework/corrections/journal-store.js';
import { overlaysIn } from '../libs/platform/casework/corrections/overlays.js';
import { replay } from '../libs/platform/casework/corrections/replay.js';
import { Database } from '../libs/platform/persistence/database.js';
import { playScenarios } from '../scripts/scenario/play.js';
import type { PlayResult } from '../scripts/scenario/report.js';
import { projectFolder } from '../scripts/scenario/system.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';

const folder = join(projectFolder(), 'scenarios');
/** Cases that between them reach every context, and those that correct. */
const played = /^(01|02|20|25|36|42|45|49|7\d)-/;
const files = readdirSync(folder)
  .filter((name) => played.test(name))
  .map((name) => join(folder, name));

let database: TestDatabase;
let chain: TestChain;
let result: PlayResult;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database, { RATE_LIMIT: '1000000' });
  result = await playScenarios(files, {
    url: chain.url,
    issuer: chain.issuerUrl,
    together: true,
    only: ['state', 'timeline', 'money', 'refused', 'visible', 'notified'],
  });
}, 300_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

interface KeptCase {
  case_id: string;
  case_number: string;
  state: unknown;
}

describe('the journals of cases that were played', () => {
  it('come from scenarios that pass', () => {
    expect(result.scenarios.flatMap(({ id, failures }) => failures.map((failure) => `${id}: ${failure}`))).toEqual([]);
  });

  it.each(offers.map((rules) => [rules.context.name, rules] as const))(
    'of %s, played again, give the state that is kept',
    async (name, rules) => {
      const own = await Database.connect({ schema: name, url: database.as(name) });
      try {
        const cases = await own.query<KeptCase>({
          text: `select case_id, case_number, state from ${name}.case_record where state <> 'null'`,
        });
        expect(cases.length).toBeGreaterThan(3);
        const pasts = await pastOf(
          own.pool,
          name,
          cases.map((one) => one.case_id),
        );
        for (const { case_id: caseId, case_number: caseNumber, state } of cases) {
          const { entries = [], events = [] } = pasts.get(caseId) ?? {};
          const journal = journalOf(entries, events);
          const again = replay(rules, { caseId, caseNumber }, journal, overlaysIn(journal));
          expect(again).toMatchObject({ state });
        }
      } finally {
        await own.close();
      }
    },
  );
});

describe('a corrected event', () => {
  const employer = 'employer_contact@hofvijver';
  const officer = 'police_officer@PL1300';
  let report: string;
  let caseId: string;

  interface Shown {
    id: string;
    type: string;
    occurredAt: string;
    data: Record<string, unknown>;
    corrected?: { by: string; occurredAt: string; data: object };
  }
  const timeline = async (reader: string): Promise<Shown[]> => {
    await chain.quiet();
    return ((await chain.get(reader, `/v1/cases/${caseId}/events`)).body as { items: Shown[] }).items;
  };
  const shown = async (reader: string, type: string): Promise<Shown | undefined> =>
    (await timeline(reader)).find((event) => event.type === type);

  const refusalOf = async (asked: object) => {
    const { status, body } = await chain.post(officer, `/v1/police-reports/${report}/corrections`, asked);
    return { status, errors: (body as { errors: { pointer: string }[] }).errors };
  };

  beforeAll(async () => {
    await chain.setClock('2019-03-04T09:00:00.000Z');
    await chain.register('hofvijver');
    const body = { ...employerRoutes[0]!.example, municipality: '0363', occurredAt: '2019-03-04T08:00:00+01:00' };
    caseId = (await chain.done(employer, '/v1/incident-reports', body)).caseId;
    await chain.setClock('2019-03-04T12:00:00.000Z');
    const received = await shown(officer, 'police-report.received');
    report = (received as unknown as { about: { part: { id: string } } }).about.part.id;
    const appointmentAt = '2019-03-05T10:00:00+01:00';
    await chain.done(officer, `/v1/police-reports/${report}/acknowledgements`, { appointmentAt });
    await chain.setClock('2019-03-05T09:00:00.000Z');
  });

  it('that followed from another one is not corrected by hand', async () => {
    const { id } = (await shown(officer, 'police-report.received'))!;
    const asked = { event: id, reason: 'x', occurredAt: '2019-03-04T10:00:00+01:00' };
    const { status, errors } = await refusalOf(asked);
    expect(status).toBe(422);
    expect(errors).toMatchObject([{ pointer: '/event', code: 'not-by-hand' }]);
  });

  it('is refused with the place of the field at fault', async () => {
    const { id } = (await shown(officer, 'police-report.acknowledged'))!;
    const asked = { event: id, reason: 'x', values: { appointmentAt: 'soon', mood: 'good' } };
    const { status, errors } = await refusalOf(asked);
    expect(status).toBe(422);
    const pointers = errors.map(({ pointer }) => pointer);
    expect(new Set(pointers)).toEqual(new Set(['/values/appointmentAt', '/values/mood']));
  });

  it('is shown right, with what was recorded first, and the correction with its reason at its part', async () => {
    const { id, occurredAt, data } = (await shown(officer, 'police-report.acknowledged'))!;
    const asked = {
      event: id,
      reason: 'Wrong hour.',
      occurredAt: '2019-03-04T11:00:00+01:00',
      values: { appointmentAt: null },
    };
    const answer = await chain.done(officer, `/v1/police-reports/${report}/corrections`, asked);
    await chain.setClock('2019-03-05T10:00:00.000Z');
    expect(answer.events).toMatchObject([{ type: 'event.corrected' }]);
    expect(await shown(employer, 'police-report.acknowledged')).toMatchObject({
      occurredAt: '2019-03-04T10:00:00.000Z',
      data: {},
      corrected: { by: answer.events[0]!.id, occurredAt, data },
    });
    expect((await shown(employer, 'event.corrected'))?.data).toMatchObject({ event: id, data: {} });
    const { body } = await chain.get(officer, `/v1/police-reports/${report}/corrections`);
    expect((body as { items: object[] }).items).toMatchObject([
      { command: 'correctEvent', reason: 'Wrong hour.', values: { appointmentAt: null } },
    ]);
  });

  it('is offered to be corrected to whoever may record events of the part', async () => {
    const allowed = async (person: string) =>
      ((await chain.get(person, `/v1/police-reports/${report}`)).body as { allowed: string[] }).allowed;
    expect(await allowed(officer)).toContain('correctEvent');
    expect(await allowed('police_liaison@PL1300')).toContain('correctEvent');
  });

  it('is the same in a case file that is made anew', async () => {
    const kept = () =>
      database.query('select event_id, position, occurred_at, envelope from casefile.chain_event order by event_id');
    const before = await kept();
    const casefile = await Database.connect({ schema: 'casefile', url: database.as('casefile') });
    await rebuild(casefile);
    await casefile.close();
    expect(await kept()).toEqual(before);
  });
});
