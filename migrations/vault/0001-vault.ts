import type { MigrationInterface, QueryRunner } from 'typeorm';
import { correspondence, dropCorrespondence, dropProducing, grants, producing } from '../shared/case-tables.js';

const listens = ['employer', 'police'];
const readersOfEvents = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'agreements', 'casefile'];
/** Whoever takes texts puts identities in, and looks for leaks. */
const depositors = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'vault', 'agreements'];

const tables = [
  // The letterbox: envelopes that only the vault opens. What is opened is taken out.
  `create table vault.deposit_key (
     id uuid primary key,
     public_key bytea not null,
     -- that the vault made it, under a key that is not in the database
     attested text not null,
     wrapped_private bytea not null,
     master text not null,
     made_at timestamptz not null default clock_timestamp()
   )`,
  `create table vault.deposit (
     id uuid primary key,
     case_id uuid not null,
     victim uuid not null,
     key_id uuid not null,
     sealed bytea not null,
     made_at timestamptz not null default clock_timestamp()
   )`,
  `create index deposit_victim on vault.deposit (victim)`,
  // What the leak guard looks for: keyed hashes, and their shapes closed with the guard's key.
  `create table vault.guard_mark (
     deposit uuid primary key,
     case_id uuid not null,
     victim uuid not null,
     wish boolean not null,
     shapes bytea not null,
     marks text[] not null
   )`,
  `create index guard_mark_case on vault.guard_mark (case_id)`,
  `create table vault.identity (
     victim uuid primary key,
     case_id uuid not null,
     sealed bytea not null,
     kept_at timestamptz not null default clock_timestamp()
   )`,
  `create index identity_case on vault.identity (case_id)`,
  // The data key of each person, wrapped by a master key that is elsewhere. Without it the identity is noise.
  `create table vault.person_key (
     victim uuid primary key,
     case_id uuid not null,
     wrapped bytea not null,
     master text not null,
     made_at timestamptz not null default clock_timestamp()
   )`,
  `create index person_key_master on vault.person_key (master)`,
  // Every number that was ever given, so that none is given again.
  `create table vault.number (
     number text primary key,
     taken_at timestamptz not null default clock_timestamp()
   )`,
  // Whose number it is.
  `create table vault.numbered (
     number text primary key,
     case_id uuid not null,
     victim uuid not null unique
   )`,
  // Texts that the leak guard stopped or took out, until a person has decided.
  `create table vault.hit (
     id uuid primary key,
     case_id uuid not null,
     victim uuid not null,
     context text not null,
     part_kind text,
     part_id uuid,
     pointer text not null,
     chars integer[] not null,
     mark text not null,
     kind text not null,
     key_id uuid not null,
     sealed bytea not null,
     fingerprint text not null,
     made_at timestamptz not null,
     decided text,
     -- what stands in its place, once that is decided
     settled text
   )`,
  `create index hit_case on vault.hit (case_id)`,
  `create unique index hit_undecided on vault.hit (case_id, fingerprint, kind) where decided is null`,
];

const functions = [
  /** The newest decision about a victim; before there is any, what was asked with the name itself. */
  `create function vault.status_of(a_case uuid, a_victim uuid) returns text
   language sql stable security definer set search_path = '' as $$
     select coalesce(
       (select substring(told.envelope ->> 'type' from 'under-number-(.*)$')
        from police.event told
        where told.case_id = a_case and told.envelope -> 'about' ->> 'victim' = a_victim::text
          and told.envelope ->> 'type' like 'police-report.under-number-%'
        order by told.position desc limit 1),
       case when exists (select 1 from vault.guard_mark mark
                         where mark.case_id = a_case and mark.victim = a_victim and mark.wish)
         then 'requested' else 'open' end)
   $$`,
  `create function vault.guard_of(a_case uuid, also uuid[]) returns table (victim uuid, shapes bytea, marks text[])
   language sql stable security definer set search_path = '' as $$
     select mark.victim, mark.shapes, mark.marks from vault.guard_mark mark
     where mark.case_id = a_case
       and (mark.victim = any (also) or vault.status_of(a_case, mark.victim) in ('requested', 'granted'))
   $$`,
  `create function vault.passed_texts(a_case uuid, fingerprints text[]) returns setof text
   language sql stable security definer set search_path = '' as $$
     select distinct hit.fingerprint from vault.hit hit
     where hit.case_id = a_case and hit.decided = 'passed' and hit.fingerprint = any (fingerprints)
   $$`,
  `create function vault.put_hits(hits jsonb) returns table (asked uuid, id uuid, is_new boolean)
   language sql volatile security definer set search_path = '' as $$
     with given as (
       select * from jsonb_to_recordset(hits) as hit (id uuid, case_id uuid, victim uuid, context text, part_kind text,
         part_id uuid, pointer text, chars integer[], mark text, kind text, key_id uuid, sealed text,
         fingerprint text, made_at timestamptz)
     ), put as (
       insert into vault.hit
         (id, case_id, victim, context, part_kind, part_id, pointer, chars, mark, kind, key_id, sealed, fingerprint, made_at)
       select distinct on (given.case_id, given.fingerprint, given.kind)
         given.id, given.case_id, given.victim, given.context, given.part_kind, given.part_id, given.pointer, given.chars,
         given.mark, given.kind, given.key_id, decode(given.sealed, 'base64'), given.fingerprint, given.made_at
       from given
       on conflict (case_id, fingerprint, kind) where decided is null do update set made_at = excluded.made_at
       returning hit.id, hit.fingerprint, hit.kind
     )
     select given.id, put.id, given.id = put.id
     from given join put on put.fingerprint = given.fingerprint and put.kind = given.kind
   $$`,
  `create function vault.mark_of(hit uuid) returns text
   language sql stable security definer set search_path = '' as $$
     select one.mark from vault.hit one where one.id = hit
   $$`,
  `create function vault.take_number(a_number text) returns boolean
   language sql volatile security definer set search_path = '' as $$
     with taken as (
       insert into vault.number (number) values (a_number) on conflict do nothing returning number
     )
     select exists (select 1 from taken)
   $$`,
];

const signatures = [
  'vault.mark_of(uuid)',
  'vault.take_number(text)',
  'vault.put_hits(jsonb)',
  'vault.passed_texts(uuid, text[])',
  'vault.guard_of(uuid, uuid[])',
  'vault.status_of(uuid, uuid)',
];

const rolesOf = (schemas: readonly string[]): string =>
  schemas.flatMap((schema) => [`chain_${schema}`, `chain_${schema}_desk`]).join(', ');

const doors = [
  // The functions act as the vault's worker, which is no superuser and owns no table. Who migrates may have no rights on
  // what is another's, so the owner comes last.
  ...signatures.flatMap((signature) => [
    `revoke all on function ${signature} from public`,
    `grant execute on function ${signature} to ${rolesOf(depositors)}`,
    `alter function ${signature} owner to chain_vault`,
  ]),
  `grant usage on schema vault to ${rolesOf(depositors)}, chain_access`,
  `grant insert on vault.deposit, vault.guard_mark to ${rolesOf(depositors)}`,
  'grant select (id, public_key, attested, made_at) on vault.deposit_key to chain_access',
  // A number that was given stays given.
  'revoke update, delete on vault.number from chain_vault',
];

const names = ['hit', 'numbered', 'number', 'person_key', 'identity', 'guard_mark', 'deposit', 'deposit_key'];

export class VaultTables1765000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...correspondence('vault'),
      ...producing('vault'),
      ...tables,
      ...grants('vault', readersOfEvents),
      'grant create on schema vault to chain_vault',
      ...functions,
      ...doors,
      'revoke create on schema vault from chain_vault',
    ];
    for (const statement of statements) await runner.query(statement);
    for (const producer of [...listens, 'prosecution', 'halt', 'recovery']) {
      await runner.query(`grant usage on schema ${producer} to chain_vault`);
      await runner.query(`grant select on ${producer}.event to chain_vault`);
    }
    await runner.query('grant usage on schema access to chain_vault');
    await runner.query('grant select on access.organisation, access.clock to chain_vault');
    await runner.query('grant select, insert, update on access.person to chain_vault');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const signature of signatures) await runner.query(`drop function ${signature}`);
    for (const name of names) await runner.query(`drop table vault.${name}`);
    for (const statement of [...dropProducing('vault'), ...dropCorrespondence('vault')]) await runner.query(statement);
  }
}
