import type { Retention } from '../casework/retained.js';
import type { Client, Statement } from '../persistence/database.js';
import type { Correspondence } from './letter.js';

/** What a context keeps of one case, locked for as long as the transaction that opened it lasts. */
export interface CaseRecord extends Correspondence {
  caseId: string;
  caseNumber: string;
  version: number;
  /** The context's own part of the case; null while it has recorded nothing of it. */
  state: unknown;
  /** Who is party to the case as far as this context knows: to these the walls of the database show it. */
  organisations: readonly string[];
  waiting: number;
  /** Set by the daily job only; a case that begins is in full use. */
  retention?: Retention;
}

interface Row {
  case_id: string;
  case_number: string;
  version: number;
  state: unknown;
  organisations: readonly string[];
  sent: Correspondence['sent'];
  received: Correspondence['received'];
  seen: Correspondence['seen'];
  waiting: number;
  retention_stage: Retention['stage'];
  retention_readers: Retention['readers'];
}

export const recordColumns = `case_id, case_number, version, state, organisations, sent, received, seen, waiting,
  retention_stage, retention_readers`;

/** Locks the records of these cases, in one order for everybody, making those that do not exist yet. */
export async function openRecords(
  client: Client,
  schema: string,
  cases: ReadonlyMap<string, string>,
): Promise<Map<string, CaseRecord>> {
  const wanted = [...cases.keys()].sort();
  const { rows } = await client.query<Row>({
    name: `record-open-${schema}`,
    text: `with there as (
             select ${recordColumns} from ${schema}.case_record where case_id = any ($1) order by case_id for update
           ), made as (
             insert into ${schema}.case_record (case_id, case_number, state)
             select case_id, case_number, 'null' from unnest($1::uuid[], $2::text[]) as wanted (case_id, case_number)
             where case_id not in (select case_id from there) order by case_id
             on conflict do nothing returning ${recordColumns}
           )
           select * from there union all select * from made`,
    values: [wanted, wanted.map((caseId) => cases.get(caseId))],
  });
  const records = new Map(rows.map((row) => [row.case_id, fromRow(row)]));
  // Made by another transaction at the same moment: not there when ours began to look.
  const others = wanted.filter((caseId) => !records.has(caseId));
  if (others.length === 0) return records;
  for (const [caseId, record] of await lockRecords(client, schema, others)) records.set(caseId, record);
  return records;
}

export async function lockRecords(client: Client, schema: string, caseIds: string[]): Promise<Map<string, CaseRecord>> {
  const { rows } = await client.query<Row>({
    name: `record-lock-${schema}`,
    text: `select ${recordColumns} from ${schema}.case_record where case_id = any ($1) order by case_id for update`,
    values: [caseIds],
  });
  return new Map(rows.map((row) => [row.case_id, fromRow(row)]));
}

export async function saveRecords(client: Client, schema: string, records: readonly CaseRecord[]): Promise<void> {
  if (records.length > 0) await client.query(savingOf(schema, records));
}

export const savingOf = (schema: string, records: readonly CaseRecord[]): Statement => ({
  name: `record-save-${schema}`,
  // A null in JSON comes back as an SQL null; a record without a state has a JSON null.
  text: `update ${schema}.case_record record
           set version = saved.version, state = coalesce(saved.state, 'null'), organisations = saved.organisations,
               sent = saved.sent, received = saved.received, seen = saved.seen, waiting = saved.waiting
           from jsonb_to_recordset($1::jsonb) as saved
             (case_id uuid, version integer, state jsonb, organisations text[], sent jsonb, received jsonb, seen jsonb,
              waiting integer)
           where record.case_id = saved.case_id`,
  values: [JSON.stringify(records.map(toRow))],
});

const toRow = (record: CaseRecord): Omit<Row, 'retention_stage' | 'retention_readers'> => ({
  case_id: record.caseId,
  case_number: record.caseNumber,
  version: record.version,
  state: record.state,
  organisations: record.organisations,
  sent: record.sent,
  received: record.received,
  seen: record.seen,
  waiting: record.waiting,
});

export const fromRow = (row: Row): CaseRecord => ({
  caseId: row.case_id,
  caseNumber: row.case_number,
  version: row.version,
  state: row.state,
  organisations: row.organisations,
  sent: row.sent,
  received: row.received,
  seen: row.seen,
  waiting: row.waiting,
  retention: { stage: row.retention_stage, readers: row.retention_readers },
});
