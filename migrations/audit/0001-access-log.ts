import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRole, deskOf, walledSchemas } from '../../libs/platform/persistence/roles.js';

/** What a writer states of an access; order and time of writing are the database's own. */
const stated =
  'id, at, organisation, person, role, action, operation, case_id, part_kind, part_id, cases, ground, outcome, request';

const tables = [
  `create table audit.access_entry (
     -- the order in which entries are sealed: that of the transactions, and within one that of writing
     position bigint generated always as identity,
     tx xid8 not null default pg_current_xact_id(),
     -- when it was written, by the database's clock; at is by the chain's
     written_at timestamptz not null default clock_timestamp(),
     at timestamptz not null,
     id uuid not null,
     case_id uuid,
     part_id uuid,
     -- the trace of the request
     request uuid,
     organisation text not null,
     person text not null,
     role text not null,
     -- Wpg 32a(1)
     action text not null check (action in ('collect', 'change', 'consult', 'provide', 'combine', 'destroy')),
     operation text not null,
     part_kind text,
     ground text not null,
     outcome text not null check (outcome in ('done', 'refused')),
     -- of a list: the cases that it showed
     cases uuid[],
     primary key (tx, position)
   )`,
  `create index access_entry_case on audit.access_entry (case_id) where case_id is not null`,
  `create index access_entry_person on audit.access_entry (person, at, position)`,
  `create index access_entry_cases on audit.access_entry using gin (cases) where cases is not null`,
  `create table audit.seal (
     organisation text not null,
     number bigint not null,
     tx xid8 not null,
     position bigint not null,
     entry uuid not null,
     digest bytea not null,
     primary key (organisation, number),
     unique (tx, position)
   )`,
  `create table audit.anchor (
     number bigint primary key,
     -- exactly as it was signed
     document text not null,
     signature text not null
   )`,
];

const names = ['access_entry', 'seal', 'anchor'];

const appendOnly = [
  `create function audit.refuse_change() returns trigger language plpgsql as $$
   begin
     raise exception 'the access log is only added to' using errcode = 'insufficient_privilege';
   end $$`,
  ...names.map(
    (name) => `create trigger ${name}_is_added_to_only before update or delete or truncate on audit.${name}
               for each statement execute function audit.refuse_change()`,
  ),
];

const auditor = databaseRole(deskOf('audit'));
const ofTheOrganisation = `organisation = current_setting('chain.organisation', true)`;

const walls = [
  `alter table audit.access_entry enable row level security`,
  `alter table audit.access_entry force row level security`,
  `create policy sealing on audit.access_entry for select to chain_audit using (true)`,
  `create policy auditing on audit.access_entry for select to ${auditor} using (${ofTheOrganisation})`,
  `create policy working on audit.access_entry for insert to ${walledSchemas.map(databaseRole).join(', ')}
   with check (true)`,
  // In whose name the function below looks, where that is no superuser.
  `create policy owner on audit.access_entry for select to current_user using (${ofTheOrganisation})`,
  // At a desk nobody writes in the name of another organisation than the one that asks.
  `create policy asking on audit.access_entry for insert
   to ${walledSchemas.map((schema) => databaseRole(deskOf(schema))).join(', ')} with check (${ofTheOrganisation})`,
];

/** The index on the cases of lists cannot be used through the wall: this looks through it, for one organisation. */
const shownInLists = `
  create function audit.shown_in_lists(asked uuid) returns setof audit.access_entry
  language sql stable security definer set search_path = '' as $$
    select * from audit.access_entry
    where cases @> array[asked] and cases is not null
      and organisation = current_setting('chain.organisation', true)
  $$`;

const writers = walledSchemas.flatMap((schema) => [databaseRole(schema), databaseRole(deskOf(schema))]);

const grants = [
  `revoke all on all tables in schema audit from public`,
  ...writers.flatMap((role) => [
    `grant usage on schema audit to ${role}`,
    `grant insert (${stated}) on audit.access_entry to ${role}`,
  ]),
  `grant select on audit.access_entry to chain_audit, ${auditor}`,
  `grant select, insert on audit.seal, audit.anchor to chain_audit`,
  `revoke execute on function audit.shown_in_lists from public`,
  `grant execute on function audit.shown_in_lists to ${auditor}`,
];

export class AccessLog1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...appendOnly, ...walls, shownInLists, ...grants]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function audit.shown_in_lists');
    for (const name of [...names].reverse()) await runner.query(`drop table audit.${name}`);
    await runner.query('drop function audit.refuse_change');
    for (const role of writers) await runner.query(`revoke usage on schema audit from ${role}`);
  }
}
