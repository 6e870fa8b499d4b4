import type { CaseRecord } from '../messaging/case-record.js';
import type { Letter } from '../messaging/letter.js';
import type { Desk } from '../persistence/desk.js';
import type { Deposit } from '../shielding/deposit.js';
import type { Part } from './case-context.js';
import type { Entry } from './case-work.js';
import { accessValues, logging } from './order-access.js';

/** How many rows of each kind the statement makes besides those that every case begins with. */
interface Counts {
  parts: number;
  letters: number;
  deposits: number;
}

/**
 * Stores a case that begins, in one statement and without a transaction around it: the record with its state,
 * the journal entry, and the events. Answers false when the case was there already, and then stores nothing. Values
 * one by one, not in JSON: taking lists in JSON apart costs the database a fifth of the statement, and us making them.
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
  const others = parts.filter((part) => part.id !== record.caseId);
  const counts = { parts: others.length, letters: letters.length, deposits: deposits.length };
  const rows = await desk.write<{ case_id: string }>(organisation, {
    ...textFor(desk.schema, counts),
    values: [
      ...recordValues(record, naturalKey),
      ...entryValues(entry),
      ...others.flatMap(({ id, kind }) => [id, kind]),
      ...letters.flatMap(letterValues),
      ...deposits.flatMap(depositValues),
      ...accessValues([entry]),
    ],
  });
  return rows.length > 0;
}

/** Cases have few victims: those with more are not worth a statement that each connection keeps prepared. */
const mostRowsPrepared = 12;

/** The same text each time: pg compares it with the one that it prepared under this name. */
function textFor(schema: string, counts: Counts): { name?: string; text: string } {
  const { parts, letters, deposits } = counts;
  if (parts + letters + deposits > mostRowsPrepared) return { text: beginning(schema, counts) };
  const name = `case-begin-${schema}-${String(parts)}-${String(letters)}-${String(deposits)}`;
  const text = texts.get(name) ?? beginning(schema, counts);
  texts.set(name, text);
  return { name, text };
}

const texts = new Map<string, string>();

const recordTypes = ['uuid', 'text', 'integer', 'jsonb', 'text[]', 'jsonb', 'text'];
const recordValues = (record: CaseRecord, naturalKey: string | undefined): unknown[] => [
  ...[record.caseId, record.caseNumber, record.version, JSON.stringify(record.state), record.organisations],
  ...[JSON.stringify(record.sent), naturalKey ?? null],
];

const entryTypes = [
  ...['uuid', 'uuid', 'text', 'jsonb', 'text', 'text', 'text', 'timestamptz', 'timestamptz', 'text', 'text'],
  ...['jsonb', 'jsonb'],
];
const entryValues = (entry: Entry): unknown[] => [
  ...[entry.id, entry.partId, entry.command, JSON.stringify(entry.input)],
  ...[entry.actor?.id, entry.actor?.role, entry.actor?.organisation, entry.occurredAt, entry.recordedAt],
  ...[entry.idempotencyKey, entry.bodyHash, JSON.stringify(entry.answer), JSON.stringify(entry.grounds)],
];

const partTypes = ['uuid', 'text'];

const letterTypes = ['uuid', 'jsonb', 'text[]', 'jsonb', 'jsonb'];
const letterValues = ({ event, to, numbers, after }: Letter): unknown[] => [
  ...[event.id, JSON.stringify(event), to, JSON.stringify(numbers), JSON.stringify(after)],
];

const depositTypes = ['uuid', 'uuid', 'boolean', 'uuid', 'text', 'text', 'text[]'];
const depositValues = ({ id, victim, wish, key_id, sealed, shapes, marks }: Deposit): unknown[] => [
  ...[id, victim, wish, key_id, sealed, shapes, marks],
];

/** The places of the values, in their order. The first is the organisation, of the desk. */
function placesFor(schema: string, { parts, letters, deposits }: Counts) {
  let last = 1;
  const row = (types: readonly string[]): string[] => types.map((type) => `$${String(++last)}::${type}`);
  const rows = (count: number, types: readonly string[]): string[][] => Array.from({ length: count }, () => row(types));
  return {
    schema,
    record: row(recordTypes),
    entry: row(entryTypes),
    parts: rows(parts, partTypes),
    letters: rows(letters, letterTypes),
    deposits: rows(deposits, depositTypes),
    access: last + 1,
  };
}

/** One query of the statement: so many rows into a table, of the case if it begins. */
const into = (
  name: string,
  table: string,
  columns: string,
  rows: readonly (readonly (string | undefined)[])[],
): string =>
  rows.length === 0
    ? ''
    : `${name} as (
    insert into ${table} (case_id, ${columns})
    ${rows.map((row) => `select case_id, ${row.join(', ')} from begun`).join(' union all ')}
  ), `;

function beginning(schema: string, counts: Counts): string {
  const { record, entry, parts, letters, deposits, access } = placesFor(schema, counts);
  const envelopes = deposits.map(([id, victim, , key, sealed]) => [
    id,
    victim,
    key,
    `decode(${sealed ?? ''}, 'base64')`,
  ]);
  const marks = deposits.map(([id, victim, wish, , , shapes, found]) => [
    ...[id, victim, wish, `decode(${shapes ?? ''}, 'base64')`, found],
  ]);
  return `begun as (
    insert into ${schema}.case_record (case_id, case_number, version, state, organisations, sent, natural_key)
    select ${record.join(', ')} from desk on conflict (natural_key) do nothing returning case_id
  ), ${into('journal', `${schema}.entry`, entryColumns, [entry])}${into('made', `${schema}.part`, 'id, kind', parts)}${into(
    'told',
    `${schema}.event`,
    'id, envelope, addressees, numbers, after',
    letters,
  )}${into('deposited', 'vault.deposit', 'id, victim, key_id, sealed', envelopes)}${into(
    'marked',
    'vault.guard_mark',
    'deposit, victim, wish, shapes, marks',
    marks,
  )}${logging(access, ' from begun')}
  select case_id from begun`;
}

const entryColumns = `id, part_id, command, input, person, role, organisation, occurred_at, recorded_at, idempotency_key,
      body_hash, answer, grounds`;
