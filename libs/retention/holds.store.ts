import { v7 } from 'uuid';
import type { Instant } from '../contract/index.js';
import type { Client } from '../platform/persistence/database.js';

/** The job holds this together with itself while it works on some cases; who puts a hold on one waits for that. */
const holdLock = 762_014_232;

export const whileNobodyHolds = (client: Client): Promise<unknown> =>
  client.query({ text: 'select pg_advisory_xact_lock_shared($1)', values: [holdLock] });

/** The cases that are not to be touched. */
export async function heldCases(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ case_id: string }>(
    'select case_id from casefile.legal_hold where released_at is null',
  );
  return rows.map(({ case_id: id }) => id);
}

export interface Holding {
  caseNumber: string;
  by: string;
  at: Instant;
}

async function caseOf(client: Client, caseNumber: string): Promise<string | undefined> {
  const { rows } = await client.query<{ case_id: string }>({
    text: 'select case_id from casefile.summary where number = $1',
    values: [caseNumber],
  });
  return rows[0]?.case_id;
}

export type Held = 'held' | 'held-before' | 'released' | 'not-held' | 'no-such-case';

/** Stops the job for this case from here on; kept with who and why. */
export async function hold(client: Client, { caseNumber, by, at }: Holding, reason: string): Promise<Held> {
  await client.query({ text: 'select pg_advisory_xact_lock($1)', values: [holdLock] });
  const caseId = await caseOf(client, caseNumber);
  if (caseId === undefined) return 'no-such-case';
  const { rowCount } = await client.query({
    text: `insert into casefile.legal_hold (id, case_id, reason, held_by, held_at) values ($1, $2, $3, $4, $5)
           on conflict (case_id) where released_at is null do nothing`,
    values: [v7(), caseId, reason, by, at],
  });
  return rowCount === 0 ? 'held-before' : 'held';
}

export async function release(client: Client, { caseNumber, by, at }: Holding): Promise<Held> {
  const caseId = await caseOf(client, caseNumber);
  if (caseId === undefined) return 'no-such-case';
  const { rowCount } = await client.query({
    text: `update casefile.legal_hold set released_by = $2, released_at = $3
           where case_id = $1 and released_at is null`,
    values: [caseId, by, at],
  });
  return rowCount === 0 ? 'not-held' : 'released';
}
