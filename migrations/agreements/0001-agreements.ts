import type { MigrationInterface, QueryRunner } from 'typeorm';
import { correspondence, dropCorrespondence, dropProducing, grants, producing } from '../shared/case-tables.js';

const tables = [
  // What the clocks rest on: every event of a case, as it became known.
  `create table agreements.fact (
     event_id uuid primary key,
     case_id uuid not null,
     event jsonb not null
   )`,
  `create index fact_case on agreements.fact (case_id)`,
  `create table agreements.clock (
     case_id uuid not null,
     agreement text not null,
     subject text not null,
     round uuid not null,
     clock jsonb not null,
     about jsonb not null,
     owner text not null,
     organisation text,
     kind text,
     unit text not null,
     sector text not null,
     month date not null,
     handler text,
     informational boolean not null,
     outcome text not null,
     due_soon_at timestamptz,
     ends_at timestamptz,
     -- when time alone changes the outcome
     next_at timestamptz,
     primary key (case_id, agreement, subject, round)
   )`,
  `create index clock_next on agreements.clock (next_at) where next_at is not null`,
  `create index clock_worklist on agreements.clock (organisation, kind, ends_at, case_id, agreement, subject, round)
     where outcome in ('running', 'due_soon', 'breached') and ends_at is not null`,
  `create table agreements.waiver (
     case_id uuid not null,
     clock text not null,
     at timestamptz not null,
     entry uuid not null,
     primary key (case_id, clock)
   )`,
  // The compliance figures, kept up with every change: counts per outcome, and how long it took.
  `create table agreements.tally (
     agreement text not null,
     set_id text not null,
     organisation text not null,
     unit text not null,
     sector text not null,
     month date not null,
     running integer not null default 0,
     met integer not null default 0,
     met_late integer not null default 0,
     breached integer not null default 0,
     waived integer not null default 0,
     lapsed integer not null default 0,
     primary key (agreement, set_id, organisation, unit, sector, month)
   )`,
  `create index tally_organisation on agreements.tally (organisation, month)`,
  `create table agreements.duration (
     agreement text not null,
     set_id text not null,
     organisation text not null,
     unit text not null,
     sector text not null,
     month date not null,
     hours integer not null,
     count integer not null default 0,
     primary key (agreement, set_id, organisation, unit, sector, month, hours)
   )`,
  `create index duration_organisation on agreements.duration (organisation, month)`,
  // Sets that were loaded besides those that come with the system.
  `create table agreements.catalogue_document (
     id uuid primary key,
     position bigint generated always as identity,
     document jsonb not null,
     loaded_by text not null,
     loaded_at timestamptz not null
   )`,
];

const names = ['catalogue_document', 'duration', 'tally', 'waiver', 'clock', 'fact'];

export class AgreementsTables1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...correspondence('agreements'),
      ...producing('agreements'),
      ...tables,
      ...grants('agreements', ['casefile']),
    ];
    for (const statement of statements) await runner.query(statement);
    // The agreements listen to every producer.
    for (const producer of ['employer', 'police', 'prosecution', 'halt', 'recovery']) {
      await runner.query(`grant usage on schema ${producer} to chain_agreements`);
      await runner.query(`grant select on ${producer}.event to chain_agreements`);
    }
    await runner.query('grant usage on schema access to chain_agreements');
    await runner.query('grant select on access.organisation, access.clock to chain_agreements');
    await runner.query('grant select, insert, update on access.person to chain_agreements');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of names) await runner.query(`drop table agreements.${name}`);
    for (const statement of [...dropProducing('agreements'), ...dropCorrespondence('agreements')]) {
      await runner.query(statement);
    }
  }
}
