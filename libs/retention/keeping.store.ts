import type { Instant, Producer } from '../contract/index.js';
import type { RetentionStage } from '../platform/casework/retained.js';
import type { Client } from '../platform/persistence/database.js';

const casesAtOnce = 200;

/** A case of which the stage can change today. */
export interface DueCase {
  caseId: string;
  state: unknown;
  stage: RetentionStage;
  firstProcessedAt: Instant | undefined;
  lastProcessedAt: Instant | undefined;
}

interface Row {
  case_id: string;
  state: unknown;
  stage: RetentionStage;
  first: Date | null;
  last: Date | null;
}

/** Some of the cases that are due, locked; none that are held, and none that somebody works on. */
export async function dueCases(
  client: Client,
  context: Producer,
  now: Instant,
  held: readonly string[],
): Promise<DueCase[]> {
  const { rows } = await client.query<Row>({
    text: `with due as materialized (
             select case_id, state, retention_stage as stage from ${context}.case_record
             where retention_next_at <= $1 and case_id <> all ($2)
             order by retention_next_at, case_id limit $3 for update skip locked
           )
           select due.*, (select min(recorded_at) from ${context}.entry where case_id = due.case_id) as first,
                  (select max(recorded_at) from ${context}.entry where case_id = due.case_id) as last
           from due`,
    values: [now, held, casesAtOnce],
  });
  return rows.map(toDueCase);
}

const toDueCase = ({ case_id: caseId, state, stage, first, last }: Row): DueCase => ({
  caseId,
  state,
  stage,
  firstProcessedAt: first?.toISOString(),
  lastProcessedAt: last?.toISOString(),
});

/** What the job found of one case. */
export interface LookedAt {
  caseId: string;
  firstProcessedAt: Instant | undefined;
  stage: RetentionStage;
  readers: readonly string[] | null;
  /** When to look again; absent for good. */
  nextAt: Instant | undefined;
}

export const noteLookedAt = (client: Client, context: Producer, cases: readonly LookedAt[]): Promise<unknown> =>
  client.query({
    text: `update ${context}.case_record record
           set first_processed_at = found."firstProcessedAt", retention_stage = found.stage,
               retention_readers = found.readers, retention_next_at = found."nextAt"
           from jsonb_to_recordset($1::jsonb) as found
             ("caseId" uuid, "firstProcessedAt" timestamptz, stage text, readers text[], "nextAt" timestamptz)
           where record.case_id = found."caseId"`,
    values: [JSON.stringify(cases)],
  });

/** How far another context is with a case of which it recorded something. */
export interface Standing {
  caseId: string;
  stage: RetentionStage;
  readers: readonly string[] | null;
  /** When that can change; undefined: never, or it was not looked at yet. */
  nextAt: Instant | undefined;
}

export async function standingsOf(client: Client, context: Producer, caseIds: readonly string[]): Promise<Standing[]> {
  const { rows } = await client.query<Omit<Standing, 'nextAt'> & { nextAt: Date | null }>({
    text: `select case_id as "caseId", retention_stage as stage, retention_readers as readers,
                  nullif(retention_next_at, '-infinity') as "nextAt"
           from ${context}.case_record where case_id = any ($1) and state <> 'null'`,
    values: [caseIds],
  });
  return rows.map((row) => ({ ...row, nextAt: row.nextAt?.toISOString() }));
}

/** How far one context is with one case, and since when; undefined where it recorded nothing of it. */
export async function standingOf(client: Client, context: Producer, caseId: string): Promise<DueCase | undefined> {
  const { rows } = await client.query<Row>({
    text: `select case_id, state, retention_stage as stage,
                  (select min(recorded_at) from ${context}.entry where case_id = $1) as first,
                  (select max(recorded_at) from ${context}.entry where case_id = $1) as last
           from ${context}.case_record where case_id = $1 and state <> 'null'`,
    values: [caseId],
  });
  const [row] = rows;
  return row && toDueCase(row);
}
