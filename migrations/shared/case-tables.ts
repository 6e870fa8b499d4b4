/** The tables that every context needs to hear of cases: where it stands with each correspondent, and what waits. */
export const correspondence = (schema: string): string[] => [
  `create table ${schema}.case_record (
     case_id uuid primary key,
     case_number text not null,
     version integer not null default 0,
     state jsonb not null default '{}',
     -- letters sent, numbered per addressee; letters handled per producer; and what their writers had seen
     sent jsonb not null default '{}',
     received jsonb not null default '{}',
     seen jsonb not null default '{}',
     -- how many letters wait for an earlier one
     waiting integer not null default 0,
     -- what makes a case unique besides its identifier: the employer's own reference
     natural_key text unique
   )`,
  `create table ${schema}.pending_letter (
     case_id uuid not null,
     producer text not null,
     number integer not null,
     letter jsonb not null,
     received_at timestamptz not null default clock_timestamp(),
     error text,
     attempts integer not null default 0,
     primary key (case_id, producer, number)
   )`,
  `create index pending_letter_parked on ${schema}.pending_letter (received_at) where error is not null`,
  `create table ${schema}.redelivery_mark (
     producer text primary key,
     tx xid8 not null default '0',
     position bigint not null default 0
   )`,
];

/** The tables of a context that changes cases: its parts, its journal of entries, and the events that it sent. */
export const producing = (schema: string): string[] => [
  `create table ${schema}.part (
     id uuid primary key,
     case_id uuid not null references ${schema}.case_record (case_id),
     kind text not null
   )`,
  `create index part_case on ${schema}.part (case_id)`,
  `create table ${schema}.entry (
     id uuid primary key,
     position bigint generated always as identity,
     case_id uuid not null,
     part_id uuid,
     -- a command of a person, or an event of another context that this one acted upon
     command text,
     event jsonb,
     input jsonb,
     person text,
     role text,
     organisation text,
     occurred_at timestamptz not null,
     recorded_at timestamptz not null,
     idempotency_key text,
     body_hash text,
     answer jsonb,
     -- what it rested on besides: what was known of the people in it, and of a correction which entry it corrects
     grounds jsonb
   )`,
  `create unique index entry_idempotency on ${schema}.entry (person, idempotency_key) where idempotency_key is not null`,
  `create index entry_case on ${schema}.entry (case_id, position)`,
  ...outbox(schema),
];

const outbox = (schema: string): string[] => [
  `create table ${schema}.event (
     id uuid primary key,
     position bigint generated always as identity,
     tx xid8 not null default pg_current_xact_id(),
     case_id uuid not null,
     envelope jsonb not null,
     addressees text[] not null,
     numbers jsonb not null,
     after jsonb not null,
     committed_at timestamptz not null default clock_timestamp(),
     published_at timestamptz
   )`,
  `create index event_unpublished on ${schema}.event (position) where published_at is null`,
  `create index event_order on ${schema}.event (tx, position)`,
  `create index event_case on ${schema}.event (case_id, position)`,
];

export const dropCorrespondence = (schema: string): string[] => [
  `drop table ${schema}.redelivery_mark`,
  `drop table ${schema}.pending_letter`,
  `drop table ${schema}.case_record`,
];

export const dropProducing = (schema: string): string[] => [
  `drop table ${schema}.event`,
  `drop table ${schema}.entry`,
  `drop table ${schema}.part`,
];

/** What the role of a context may do with its own tables, and what others may read of its events. */
export const grants = (schema: string, readersOfEvents: readonly string[]): string[] => [
  `grant usage on schema ${schema} to chain_${schema}`,
  `grant select, insert, update, delete on all tables in schema ${schema} to chain_${schema}`,
  // Events are append-only: only the time of publication is ever set.
  ...(readersOfEvents.length > 0
    ? [
        `revoke update, delete on ${schema}.event from chain_${schema}`,
        `grant update (published_at) on ${schema}.event to chain_${schema}`,
        `revoke delete on ${schema}.entry from chain_${schema}`,
      ]
    : []),
  ...readersOfEvents.flatMap((reader) => [
    `grant usage on schema ${schema} to chain_${reader}`,
    `grant select on ${schema}.event to chain_${reader}`,
  ]),
];
