import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropRetention, retention, workersOnly } from '../shared/retention.js';

const statements = [
  // The case file holds no person and is kept; what reads records finds the same columns everywhere.
  ...retention('casefile'),
  // Cases that are not to be destroyed yet, and why (a procedure, a complaint). Kept after the release as well.
  `create table casefile.legal_hold (
     id uuid primary key,
     case_id uuid not null,
     reason text not null,
     held_by text not null,
     held_at timestamptz not null,
     released_by text,
     released_at timestamptz
   )`,
  'create unique index legal_hold_case on casefile.legal_hold (case_id) where released_at is null',
  ...workersOnly('casefile', 'legal_hold'),
  'grant select, insert on casefile.legal_hold to chain_casefile',
  'grant update (released_by, released_at) on casefile.legal_hold to chain_casefile',
  // On which days the job was done, and what it did: counts.
  `create table casefile.retention_run (
     day date primary key,
     finished_at timestamptz not null,
     counts jsonb not null
   )`,
  'grant select, insert on casefile.retention_run to chain_casefile',
];

const dropped = ['drop table casefile.retention_run', 'drop table casefile.legal_hold', ...dropRetention('casefile')];

export class CasefileRetention1766000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropped) await runner.query(statement);
  }
}
