import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { offers } from '../apps/offers.js';
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
const played = /^(01|02|03|20|25|31|35|36|38|41|42|45|46|48|49|53|58|7\d)-/;
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
        expect(cases.length).toBeGreaterThan(5);
        const pasts = await pastOf(own.pool, name, cases.map((one) => one.case_id));
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
