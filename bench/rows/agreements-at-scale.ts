import pg from 'pg';
import { catalogueOf } from '../../libs/agreements/catalogue/catalogue.js';
import { ComplianceReader } from '../../libs/agreements/compliance.reader.js';
import { sweepOnce } from '../../libs/agreements/sweep.js';
import { WorklistReader } from '../../libs/agreements/worklist.reader.js';
import { Database } from '../../libs/platform/persistence/database.js';
import { Desk } from '../../libs/platform/persistence/desk.js';
import { deskOf, urlAs } from '../../libs/platform/persistence/roles.js';
import { percentile, type Pair } from '../figures.js';
import { letFallDue, populateRunningTerms } from '../populations/running-terms.js';
import { databaseWith, type Scale } from '../populations/scale.js';

const now = '2026-06-01T10:00:00.000Z';
const dueAtOnce = 1_000;
const questions = 200;
const questionsToWarmUp = 20;
const liaison = {
  id: 'police_liaison@PL0001',
  organisation: 'PL0001',
  roles: ['police_liaison'] as const,
  designatedForHalt: false,
};
const catalogue = catalogueOf();

/** Milliseconds per term that falls due, found, told and counted: with many terms running beside it, and with few. */
export const dueAtScale = (scale: Scale): Promise<Pair> =>
  compared(scale, async (url) => {
    const administrator = new pg.Pool({ connectionString: url, max: 1 });
    const database = await Database.connect({ schema: 'agreements', url: urlAs(url, 'agreements', scale.secret) });
    try {
      await letFallDue(administrator, dueAtOnce, now);
      const begun = performance.now();
      await sweepAll(database);
      return (performance.now() - begun) / dueAtOnce;
    } finally {
      await Promise.all([administrator.end(), database.close()]);
    }
  });

async function sweepAll(database: Database): Promise<void> {
  let told = 0;
  for (let left = 1; left > 0;) {
    const swept = await sweepOnce(database, now);
    told += swept.told;
    left = swept.due;
  }
  if (told !== dueAtOnce) throw new Error(`${String(told)} terms were told of, ${String(dueAtOnce)} fell due`);
}

/** Milliseconds (p99) for the first page of a liaison's worklist. */
export const worklistAtScale = (scale: Scale): Promise<Pair> =>
  asked(scale, (desk) => {
    const reader = new WorklistReader(desk, () => catalogue, { now: () => Promise.resolve(now) });
    return () => reader.worklistFor(liaison, { outcomes: ['running', 'due_soon', 'breached'] }, undefined, 50);
  });

/** Milliseconds (p99) for how an organisation keeps each agreement. */
export const complianceAtScale = (scale: Scale): Promise<Pair> =>
  asked(scale, (desk) => {
    const reader = new ComplianceReader(desk, () => catalogue);
    return () => reader.figures('PL0001', { groupBy: ['agreement'] }, { organisation: 'PL0001' });
  });

const asked = (scale: Scale, questionTo: (desk: Desk) => () => Promise<unknown>): Promise<Pair> =>
  compared(scale, async (url) => {
    const desk = await Desk.connect({ schema: 'agreements', url: urlAs(url, deskOf('agreements'), scale.secret) });
    try {
      const ask = questionTo(desk);
      const times: number[] = [];
      for (let question = 0; question < questionsToWarmUp + questions; question += 1) {
        const begun = performance.now();
        await ask();
        if (question >= questionsToWarmUp) times.push(performance.now() - begun);
      }
      return percentile(times, 0.99);
    } finally {
      await desk.close();
    }
  });

async function compared(scale: Scale, measure: (url: string) => Promise<number>): Promise<Pair> {
  const databaseOf = (running: number): Promise<string> =>
    databaseWith(scale, `running_${String(running)}`, (pool) => populateRunningTerms(pool, running));
  return { floor: await measure(await databaseOf(scale.few)), ours: await measure(await databaseOf(scale.many)) };
}
