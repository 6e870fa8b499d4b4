import type { CaseRecord } from '../messaging/case-record.js';
import type { Letter } from '../messaging/letter.js';
import type { Client, Statement } from '../persistence/database.js';
import type { Desk } from '../persistence/desk.js';
import type { Deposit } from '../shielding/deposit.js';
import type { Part } from './case-context.js';
import type { Entry } from './case-work.js';
import { accessValues, logging } from './order-access.js';

const entryColumns = `id uuid, case_id uuid, part_id uuid, command text, event jsonb, input jsonb, person text, role text,
  organisation text, occurred_at timestamptz, recorded_at timestamptz, idempotency_key text, body_hash text, answer jsonb,
  grounds jsonb`;
const depositColumns =
  'id uuid, case_id uuid, victim uuid, wish boolean, key_id uuid, sealed text, shapes text, marks text[]';
const eventColumns = `id uuid, case_id uuid, envelope jsonb, addressees text[], numbers jsonb, after jsonb`;
const names = (columns: string): string => columns.replace(/ (uuid|text\[\]|text|jsonb|timestamptz)/g, '');

const entryRow = (entry: Entry): object => ({
  id: entry.id,
  case_id: entry.caseId,
  part_id: entry.partId,
  command: entry.command,
  event: entry.event,
  input: entry.input,
  person: entry.actor?.id,
  role: entry.actor?.role,
  organisation: entry.actor?.organisation,
  occurred_at: entry.occurredAt,
  recorded_at: entry.recordedAt,
  idempotency_key: entry.idempotencyKey,
  body_hash: entry.bodyHash,
  answer: entry.answer,
  grounds: entry.grounds,
});

const eventRow = ({ event, to, numbers, after }: Letter): object => ({
  id: event.id,
  case_id: event.caseId,
  envelope: event,
  addressees: to,
  numbers,
  after,
});

export interface PartOfCase extends Part {
  caseId: string;
}

/** Into the vault's letterbox: the identity, sealed, and what the leak guard looks for. */
const depositing = (parameter: string, from = ''): string => `given as (
             select deposit.* from ${from}jsonb_to_recordset(${parameter}::jsonb) as deposit (${depositColumns})
           ), deposited as (
             insert into vault.deposit (id, case_id, victim, key_id, sealed)
             select id, case_id, victim, key_id, decode(sealed, 'base64') from given
           ), marked as (
             insert into vault.guard_mark (deposit, case_id, victim, wish, shapes, marks)
             select id, case_id, victim, wish, decode(shapes, 'base64'), marks from given
           )`;

export async function storeWork(
  client: Client,
  schema: string,
  entries: readonly Entry[],
  letters: readonly Letter[],
  parts: readonly PartOfCase[],
  deposits: readonly Deposit[] = [],
): Promise<void> {
  for (const statement of storing(schema, entries, letters, parts, deposits)) await client.query(statement);
}

/** Writes what came of the work in one statement, if anything did: journal, events, and the parts that were made. */
export function storing(
  schema: string,
  entries: readonly Entry[],
  letters: readonly Letter[],
  parts: readonly PartOfCase[],
  deposits: readonly Deposit[] = [],
): Statement[] {
  if (entries.length === 0 && letters.length === 0 && parts.length === 0) return [];
  const withDeposits = deposits.length > 0;
  const access = accessValues(entries);
  const statement: Statement = {
    name: `work-store-${schema}${withDeposits ? '-deposits' : ''}${access.length > 0 ? '-logged' : ''}`,
    text: `with journal as (
             insert into ${schema}.entry (${names(entryColumns)})
             select ${names(entryColumns)} from jsonb_to_recordset($1::jsonb) as entry (${entryColumns})
           ), made as (
             insert into ${schema}.part (id, case_id, kind)
             select id, case_id, kind from jsonb_to_recordset($2::jsonb) as part (id uuid, case_id uuid, kind text)
           )${access.length > 0 ? `, ${logging(withDeposits ? 5 : 4)}` : ''}${withDeposits ? `, ${depositing('$4')}` : ''}
           insert into ${schema}.event (${names(eventColumns)})
           select ${names(eventColumns)} from jsonb_to_recordset($3::jsonb) as event (${eventColumns})`,
    values: [
      JSON.stringify(entries.map(entryRow)),
      JSON.stringify(parts.map((part) => ({ id: part.id, case_id: part.caseId, kind: part.kind }))),
      JSON.stringify(letters.map(eventRow)),
      ...(withDeposits ? [JSON.stringify(deposits)] : []),
      ...access,
    ],
  };
  return [statement];
}

/**
 * Stores a case that begins, in one statement and without a transaction around it: the record with its state,
 * the journal entry, and the events. Answers false when the case was there already, and then stores nothing.
 */
export async function storeNewCase(
  desk: Desk,
  organisation: string,
  record: CaseRecord,
  naturalKey: string | undefined,
  entry: Entry,
  letters: readonly Letter[],
  parts: readonly Part[],
  deposits: readonly Deposit[],
): Promise<boolean> {
  const { schema } = desk;
  const rows = await desk.write<{ case_id: string }>(organisation, {
    name: `case-begin-${schema}`,
    text: onceFor(schema, beginning),
    values: [
      record.caseId,
      record.caseNumber,
      record.version,
      JSON.stringify(record.state),
      record.organisations,
      JSON.stringify(record.sent),
      naturalKey ?? null,
      JSON.stringify(entryRow(entry)),
      JSON.stringify(letters.map(eventRow)),
      JSON.stringify(parts.filter((part) => part.id !== record.caseId).map(({ id, kind }) => ({ id, kind }))),
      JSON.stringify(deposits),
      ...accessValues([entry]),
    ],
  });
  return rows.length > 0;
}

/** The same text each time: pg compares it with the one that it prepared under this name. */
function onceFor(schema: string, text: (schema: string) => string): string {
  const made = texts.get(schema) ?? text(schema);
  texts.set(schema, made);
  return made;
}

const texts = new Map<string, string>();

const beginning = (schema: string): string => `
  begun as (
    insert into ${schema}.case_record (case_id, case_number, version, state, organisations, sent, natural_key)
    select $2, $3, $4, $5, $6, $7, $8 from desk on conflict (natural_key) do nothing returning case_id
  ), journal as (
    insert into ${schema}.entry (${names(entryColumns)})
    select ${prefixed('entry', names(entryColumns))} from begun, jsonb_to_record($9::jsonb) as entry (${entryColumns})
  ), made as (
    insert into ${schema}.part (id, case_id, kind)
    select part.id, begun.case_id, part.kind from begun, jsonb_to_recordset($11::jsonb) as part (id uuid, kind text)
  ), told as (
    insert into ${schema}.event (${names(eventColumns)})
    select ${prefixed('event', names(eventColumns))}
    from begun, jsonb_to_recordset($10::jsonb) as event (${eventColumns})
  ), ${depositing('$12', 'begun, ')}, ${logging(13, ' from begun')}
  select case_id from begun`;

const prefixed = (table: string, columns: string): string =>
  columns
    .split(',')
    .map((column) => `${table}.${column.trim()}`)
    .join(', ');
