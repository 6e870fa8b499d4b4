import type { Instant } from '../contract/index.js';
import { Database } from '../platform/persistence/database.js';
import { localDate } from '../platform/terms/index.js';
import { rehearsingHands, workingHands, type UrlOf } from './hands.store.js';
import { keepToPeriods, type Counts, type Kept } from './job.js';

/** Any fixed number: of all processes the one that holds this lock does the job. */
const jobLock = 762_014_233;

export type Ran = { kind: 'done'; counts: Counts } | { kind: 'done-before' } | { kind: 'running-elsewhere' };

export interface Day {
  now: Instant;
  /** Whether it is left when it was done today already. */
  oncePerDay: boolean;
}

/** The job of one day in Europe/Amsterdam, by one process at a time. What is broken off goes on where it was. */
export async function runDay(urlOf: UrlOf, kept: Kept, { now, oncePerDay }: Day): Promise<Ran> {
  const casefile = await Database.connect({ schema: 'casefile', url: urlOf('casefile'), poolSize: 2 });
  try {
    const client = await casefile.pool.connect();
    try {
      const { rows } = await client.query<{ free: boolean }>({
        text: 'select pg_try_advisory_lock($1) as free',
        values: [jobLock],
      });
      if (!rows[0]?.free) return { kind: 'running-elsewhere' };
      return await runLocked(casefile, urlOf, kept, { now, oncePerDay });
    } finally {
      // With the connection the lock goes.
      client.release(true);
    }
  } finally {
    await casefile.close();
  }
}

async function runLocked(casefile: Database, urlOf: UrlOf, kept: Kept, { now, oncePerDay }: Day): Promise<Ran> {
  const day = localDate(now);
  const before = await casefile.query({ text: 'select from casefile.retention_run where day = $1', values: [day] });
  if (oncePerDay && before.length > 0) return { kind: 'done-before' };
  const hands = workingHands(urlOf);
  try {
    const counts = await keepToPeriods(hands, kept, now);
    await casefile.query({
      text: `insert into casefile.retention_run (day, finished_at, counts) values ($1, $2, $3) on conflict do nothing`,
      values: [day, now, JSON.stringify(counts)],
    });
    return { kind: 'done', counts };
  } finally {
    await hands.close();
  }
}

/** What the job would come to now; nothing is changed. */
export async function rehearse(urlOf: UrlOf, kept: Kept, now: Instant): Promise<Counts> {
  const hands = rehearsingHands(urlOf);
  try {
    return await keepToPeriods(hands, kept, now);
  } finally {
    await hands.close();
  }
}
