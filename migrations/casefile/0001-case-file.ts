import type { MigrationInterface, QueryRunner } from 'typeorm';
import { correspondence, dropCorrespondence, grants } from '../shared/case-tables.js';

const tables = [
  `create table casefile.party (
     case_id uuid not null,
     kind text not null,
     organisation text not null,
     primary key (case_id, kind, organisation)
   )`,
  `create index party_organisation on casefile.party (organisation, kind, case_id)`,
  `create table casefile.part (
     case_id uuid not null,
     kind text not null,
     id uuid not null,
     state text not null,
     party uuid,
     primary key (case_id, kind, id)
   )`,
  `create index part_state on casefile.part (kind, state, case_id)`,
  `create table casefile.chain_event (
     event_id uuid primary key,
     position bigint not null,
     case_id uuid not null,
     type text not null,
     occurred_at timestamptz not null,
     envelope jsonb not null
   )`,
  `create index chain_event_timeline on casefile.chain_event (case_id, occurred_at, position)`,
  `create sequence casefile.feed_position`,
  `create table casefile.feed (
     kind text not null,
     organisation text not null,
     position bigint not null,
     event_id uuid not null,
     case_id uuid not null,
     primary key (organisation, kind, position)
   )`,
  `create index feed_case on casefile.feed (case_id)`,
  `create table casefile.summary (
     case_id uuid primary key,
     number text not null unique,
     opened_at timestamptz not null,
     municipality text,
     category text
   )`,
  `create index summary_opened on casefile.summary (opened_at, case_id)`,
];

export class CasefileTables1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...correspondence('casefile'), ...tables, ...grants('casefile', [])]) {
      await runner.query(statement);
    }
    await runner.query('grant usage on sequence casefile.feed_position to chain_casefile');
    await runner.query('grant truncate on all tables in schema casefile to chain_casefile');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['summary', 'feed', 'chain_event', 'part', 'party']) {
      await runner.query(`drop table casefile.${table}`);
    }
    await runner.query('drop sequence casefile.feed_position');
    for (const statement of dropCorrespondence('casefile')) await runner.query(statement);
  }
}
