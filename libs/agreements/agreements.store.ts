import type { Instant } from '../contract/index.js';
import type { Client } from '../platform/persistence/database.js';
import type { ClockRow } from './clock-row.js';
import type { Clock, Outcome } from './clock.js';
import type { Fact } from './facts.js';
import type { Waiver } from './assess.js';
import type { Subject } from './subject.js';

/** A clock as it was last kept, with when time alone changes it. */
export interface KeptClock extends ClockRow {
  key: string;
}

export const rowKey = (row: Pick<ClockRow, 'agreement' | 'subject' | 'round'>): string =>
  `${row.agreement} ${row.subject} ${row.round}`;

export async function addFacts(client: Client, facts: readonly Fact[]): Promise<void> {
  await client.query({
    name: 'agreements-add-facts',
    text: `insert into agreements.fact (event_id, case_id, event)
           select event_id, case_id, event from jsonb_to_recordset($1::jsonb) as fact (event_id uuid, case_id uuid, event jsonb)
           on conflict do nothing`,
    values: [JSON.stringify(facts.map((event) => ({ event_id: event.id, case_id: event.caseId, event })))],
  });
}

export async function factsByCase(client: Client, caseIds: readonly string[]): Promise<Map<string, Fact[]>> {
  const { rows } = await client.query<{ case_id: string; event: Fact }>({
    name: 'agreements-facts',
    text: 'select case_id, event from agreements.fact where case_id = any ($1)',
    values: [caseIds],
  });
  return grouped(
    rows,
    ({ case_id: caseId }) => caseId,
    ({ event }) => event,
  );
}

export async function waiversByCase(client: Client, caseIds: readonly string[]): Promise<Map<string, Waiver[]>> {
  const { rows } = await client.query<{ case_id: string; clock: string; at: Date; entry: string }>({
    name: 'agreements-waivers',
    text: 'select case_id, clock, at, entry from agreements.waiver where case_id = any ($1)',
    values: [caseIds],
  });
  return grouped(
    rows,
    ({ case_id: caseId }) => caseId,
    ({ clock, at, entry }) => ({ clock, at: at.toISOString(), by: entry }),
  );
}

interface Row {
  case_id: string;
  agreement: string;
  subject: string;
  round: string;
  clock: Clock;
  owner: ClockRow['owner'];
  organisation: string | null;
  kind: ClockRow['kind'];
  unit: string;
  sector: string;
  month: string;
  handler: string | null;
  informational: boolean;
  outcome: Outcome;
}

const columns = `case_id, agreement, subject, round, clock, owner, organisation, kind, unit, sector, month::text,
  handler, informational, outcome`;

export async function clocksByCase(client: Client, caseIds: readonly string[]): Promise<Map<string, KeptClock[]>> {
  const { rows } = await client.query<Row>({
    name: 'agreements-clocks',
    text: `select ${columns} from agreements.clock where case_id = any ($1)`,
    values: [caseIds],
  });
  return grouped(rows, ({ case_id: caseId }) => caseId, toKept);
}

/** Those clocks of the cases that time has changed by now. */
export async function dueClocks(
  client: Client,
  caseIds: readonly string[],
  now: Instant,
): Promise<Map<string, KeptClock[]>> {
  const { rows } = await client.query<Row>({
    name: 'agreements-due-clocks',
    text: `select ${columns} from agreements.clock where case_id = any ($1) and next_at <= $2`,
    values: [caseIds, now],
  });
  return grouped(rows, ({ case_id: caseId }) => caseId, toKept);
}

function toKept(row: Row): KeptClock {
  const { clock } = row;
  return {
    key: rowKey(row),
    caseId: row.case_id,
    agreement: row.agreement,
    subject: row.subject,
    round: row.round,
    clock,
    about: clock.subject,
    owner: row.owner,
    organisation: row.organisation,
    kind: row.kind,
    unit: row.unit,
    sector: row.sector,
    month: row.month,
    handler: row.handler,
    informational: row.informational,
    outcome: row.outcome,
    dueSoonAt: clock.dueSoonAt ?? null,
    endsAt: clock.endsAt ?? null,
    nextAt: null,
  };
}

export async function keepClocks(client: Client, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'agreements-keep-clocks',
    text: `insert into agreements.clock (case_id, agreement, subject, round, clock, about, owner, organisation, kind, unit,
             sector, month, handler, informational, outcome, due_soon_at, ends_at, next_at)
           select case_id, agreement, subject, round, clock, about, owner, organisation, kind, unit,
             sector, month, handler, informational, outcome, due_soon_at, ends_at, next_at
           from jsonb_to_recordset($1::jsonb) as kept (case_id uuid, agreement text, subject text, round uuid, clock jsonb,
             about jsonb, owner text, organisation text, kind text, unit text, sector text, month date, handler text,
             informational boolean, outcome text, due_soon_at timestamptz, ends_at timestamptz, next_at timestamptz)
           on conflict (case_id, agreement, subject, round) do update set clock = excluded.clock, about = excluded.about,
             owner = excluded.owner, organisation = excluded.organisation, kind = excluded.kind, unit = excluded.unit,
             sector = excluded.sector, month = excluded.month, handler = excluded.handler, outcome = excluded.outcome,
             due_soon_at = excluded.due_soon_at, ends_at = excluded.ends_at, next_at = excluded.next_at`,
    values: [JSON.stringify(rows.map(toColumns))],
  });
}

/** Notes of whatever the clocks are about of which case it is. */
export async function addSubjects(client: Client, rows: readonly ClockRow[]): Promise<void> {
  const cases = new Map(rows.flatMap(({ about, caseId }) => idsIn(about).map((id) => [id, caseId])));
  if (cases.size === 0) return;
  await client.query({
    name: 'agreements-add-subjects',
    text: `insert into agreements.subject (id, case_id) select id, case_id from unnest($1::uuid[], $2::uuid[]) as named (id, case_id)
           order by id on conflict do nothing`,
    values: [[...cases.keys()], [...cases.values()]],
  });
}

const idsIn = ({ policeReport, victim, strand, claim }: Subject): string[] =>
  [policeReport, victim, strand, claim].filter((id) => id !== undefined);

const toColumns = (row: ClockRow): object => ({
  case_id: row.caseId,
  agreement: row.agreement,
  subject: row.subject,
  round: row.round,
  clock: row.clock,
  about: row.about,
  owner: row.owner,
  organisation: row.organisation,
  kind: row.kind,
  unit: row.unit,
  sector: row.sector,
  month: row.month,
  handler: row.handler,
  informational: row.informational,
  outcome: row.outcome,
  due_soon_at: row.dueSoonAt,
  ends_at: row.endsAt,
  next_at: row.nextAt,
});

/** Clocks that a correction made undone: the event that began them did not happen so. */
export async function dropClocks(client: Client, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'agreements-drop-clocks',
    text: `delete from agreements.clock clock
           using unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) as gone (case_id, agreement, subject, round)
           where clock.case_id = gone.case_id and clock.agreement = gone.agreement
             and clock.subject = gone.subject and clock.round = gone.round`,
    values: [
      rows.map((row) => row.caseId),
      rows.map((row) => row.agreement),
      rows.map((row) => row.subject),
      rows.map((row) => row.round),
    ],
  });
}

function grouped<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  valueOf: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(valueOf(row));
    else groups.set(key, [valueOf(row)]);
  }
  return groups;
}
