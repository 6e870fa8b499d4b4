import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { playScenarios } from '../scripts/scenario/play.js';
import type { PlayResult } from '../scripts/scenario/report.js';
import { projectFolder } from '../scripts/scenario/system.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { spawnChain, type SpawnedChain } from './spawned-chain.js';

const scenario = join(projectFolder(), 'scenarios', '03-ambulance-vandalised.json');
const only = ['state', 'decision', 'money', 'refused'] as const;
const kills = 4;

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const open = async (): Promise<{ database: TestDatabase; chain: SpawnedChain }> => {
  const database = await freshDatabase();
  closing.push(() => database.drop());
  // What a killed process had in hand comes back by redelivery; soon, so that the test need not wait for it.
  const chain = await spawnChain(database, { REDELIVER_AFTER_MS: '300' });
  closing.push(() => chain.close());
  await chain.start();
  return { database, chain };
};

const play = ({ url, issuer }: SpawnedChain, out: (line: string) => void = () => undefined): Promise<PlayResult> =>
  playScenarios([scenario], { url, issuer, only, out });

/** Somewhere in these steps, some milliseconds after they began. */
const moments = fc.sample(
  fc.uniqueArray(fc.record({ step: fc.integer({ min: 2, max: 30 }), after: fc.integer({ min: 0, max: 60 }) }), {
    minLength: kills,
    maxLength: kills,
    selector: ({ step }) => step,
  }),
  { seed: 20140101, numRuns: 1 },
)[0]!;

/** What there is in the end, without what differs from run to run. */
const remains = async (database: TestDatabase): Promise<object> => ({
  told: await database.query('select type, count(*) from casefile.chain_event group by type order by type'),
  fed: await database.query(
    `select feed.kind, event.type, count(*) from casefile.feed feed
     join casefile.chain_event event on event.event_id = feed.event_id group by 1, 2 order by 1, 2`,
  ),
  parts: await database.query('select kind, state, count(*) from casefile.part group by 1, 2 order by 1, 2'),
  given: await database.query(
    ['employer', 'police', 'prosecution', 'halt', 'recovery']
      .map((schema) => `select '${schema}' as at, command, count(*) from ${schema}.entry group by command`)
      .join(' union all ') + ' order by 1, 2',
  ),
  waiting: await database.query('select * from casefile.pending_letter'),
});

describe('a system that is killed (-9) again and again in the middle of a scenario', () => {
  it('goes on when it is started again, and ends the same as one that is not', async () => {
    const [undisturbed, killed] = await Promise.all([open(), open()]);
    let restarts = Promise.resolve();
    let step = 0;
    const onLine = (line: string): void => {
      if (!/^\d{4}-/.test(line)) return;
      step += 1;
      const moment = moments.find((one) => one.step === step);
      if (!moment) return;
      restarts = restarts.then(async () => {
        await pause(moment.after);
        await killed.chain.kill();
        await killed.chain.start();
      });
    };
    const [reference, result] = await Promise.all([play(undisturbed.chain), play(killed.chain, onLine)]);
    await restarts;

    expect(reference.scenarios.flatMap(({ failures }) => failures)).toEqual([]);
    expect(result.scenarios.flatMap(({ failures }) => failures)).toEqual([]);
    expect(await remains(killed.database)).toEqual(await remains(undisturbed.database));
  }, 300_000);
});
