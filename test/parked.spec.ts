import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parkedLetters, retry } from '../scripts/parked/parked.js';
import { findRunningSystem, type RunningSystem } from '../scripts/running-system.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';

let database: TestDatabase;
let chain: TestChain;
let system: RunningSystem;
let caseId: string;
let caseNumber: string;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database, { REDELIVER_AFTER_MS: '100' });
  system = await findRunningSystem({
    CLOCK: 'scenario',
    DATABASE_URL: database.url,
    DATABASE_ROLE_SECRET: database.secret,
  });
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('parker');
  ({ caseId, caseNumber } = await chain.done('employer_contact@parker', '/v1/incident-reports', incident()));
  await chain.quiet();
  // A withdrawal that says more than the catalogue allows: nobody can handle it.
  await database.query(
    `insert into employer.event (id, case_id, envelope, addressees, numbers, after)
     select gen_random_uuid(), case_id, envelope || jsonb_build_object(
              'id', gen_random_uuid(), 'type', 'incident-report.withdrawn', 'data', '{"bad": 1}'::jsonb),
            array['police'], numbers || '{"police": 2}', after
     from employer.event where case_id = $1 order by position limit 1`,
    [caseId],
  );
}, 60_000);

afterAll(async () => {
  await system.close();
  await chain.close();
  await database.drop();
});

describe('A letter that cannot be handled', () => {
  it('is listed with what is known of it', async () => {
    await eventually(async () => {
      expect(await parkedLetters(system)).toHaveLength(1);
    });
    expect(await parkedLetters(system, caseNumber)).toMatchObject([
      {
        context: 'police',
        caseId,
        caseNumber,
        type: 'incident-report.withdrawn',
        producer: 'employer',
        number: 2,
        behind: 0,
        error: expect.stringContaining('does not fit the catalogue'),
      },
    ]);
    expect(await parkedLetters(system, 'VPT-1999-000001')).toEqual([]);
  });

  it('stays parked when it still cannot', async () => {
    const [before] = await parkedLetters(system);
    const left = await retry(system, await parkedLetters(system));
    expect(left).toMatchObject([{ context: 'police', number: 2, attempts: (before?.attempts ?? 0) + 1 }]);
  });

  it('goes through once it can, and what comes of it is sent on', async () => {
    await database.query(`update police.pending_letter set letter = jsonb_set(letter, '{event,data}', '{}')`);
    expect(await retry(system, await parkedLetters(system))).toEqual([]);
    expect(await parkedLetters(system)).toEqual([]);
    await eventually(async () => {
      const answer = await chain.get('police_officer@PL1300', `/v1/cases/${caseId}`);
      const { parts } = answer.body as { parts: { kind: string; state: string }[] };
      expect(parts.filter(({ kind }) => kind === 'police-report')).toMatchObject([{ state: 'withdrawn' }]);
    });
  });
});
