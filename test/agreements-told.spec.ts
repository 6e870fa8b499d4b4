import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catalogueOf } from '../libs/agreements/catalogue/catalogue.js';
import { agreementsSchema, factHandler } from '../libs/agreements/letters.js';
import { onReport, onStrand, submitted, taken } from '../libs/agreements/testing/history.js';
import { sent } from '../libs/agreements/testing/sent.js';
import type { Letter } from '../libs/platform/messaging/letter.js';
import { Inbox } from '../libs/platform/messaging/inbox.js';
import { Database } from '../libs/platform/persistence/database.js';
import { freshDatabase, type TestDatabase } from './database.js';

const now = '2014-03-20T10:00:00.000Z';
const mark = '00000000-0000-7000-8000-';

const events = submitted('2014-03-03T09:10:00+01:00')
  .add('police-report.acknowledged', { at: '2014-03-03T16:00:00+01:00', ...onReport }, {})
  .add('police-report.taken', { at: '2014-03-05T10:40:00+01:00', ...onReport }, taken())
  .add('investigation.started', { at: '2014-03-05T11:00:00+01:00', ...onReport }, {})
  .add('suspect.registered', { at: '2014-03-06T16:00:00+01:00', ...onStrand }, { age: 30, juvenile: false }).events;

describe('what is told of the agreements of a case', () => {
  let database: TestDatabase;
  let agreements: Database;
  let inbox: Inbox<unknown>;
  let cases = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    agreements = await Database.connect({ schema: agreementsSchema, url: database.as(agreementsSchema) });
    const clock = { now: () => Promise.resolve(now) };
    const handler = factHandler(catalogueOf, () => undefined);
    inbox = new Inbox(agreements, agreementsSchema, handler, clock, () => undefined);
  });

  afterAll(async () => {
    await agreements.close();
    await database.drop();
  });

  /** The letters of a case of its own. */
  const letters = (): Letter[] => {
    cases += 1;
    const own = `${String(cases).padStart(8, '0')}-0000-7000-8000-`;
    const named = JSON.stringify(sent(events)).replaceAll(mark, own);
    return JSON.parse(named.replaceAll('VPT-2014-000001', `VPT-2014-${String(cases).padStart(6, '0')}`)) as Letter[];
  };

  /** What is told of a case of which the letters come in so many bags. */
  const toldWhen = async (bagOf: readonly number[]): Promise<unknown[]> => {
    const all = letters();
    for (const bag of [...new Set(bagOf)].sort((a, b) => a - b))
      await inbox.deliver(all.filter((_letter, index) => bagOf[index] === bag));
    const told = await database.query<{ told: object }>(
      `select jsonb_build_object('type', envelope -> 'type', 'agreement', envelope -> 'data' -> 'agreement',
                                 'at', envelope -> 'occurredAt') as told
       from agreements.event where case_id = $1`,
      [all[0]?.event.caseId],
    );
    return told.map((row) => JSON.stringify(row.told)).sort();
  };

  it('is the same, however many letters come at once', async () => {
    const oneByOne = await toldWhen(events.map((_event, index) => index));
    expect(oneByOne.length).toBeGreaterThan(events.length);
    const bags = fc.array(fc.nat(events.length - 1), { minLength: events.length, maxLength: events.length });
    await fc.assert(
      fc.asyncProperty(bags, async (bagOf) => {
        expect(await toldWhen([...bagOf].sort((a, b) => a - b))).toEqual(oneByOne);
      }),
      { numRuns: 20 },
    );
  });
});
