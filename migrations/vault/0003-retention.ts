import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropRetention, retention, workersOnly } from '../shared/retention.js';

const statements = [
  ...retention('vault'),
  // Who was destroyed: an identifier. What comes of such a person afterwards, from an old backup too, is thrown away.
  `create table vault.destroyed_person (
     victim uuid primary key,
     case_id uuid not null,
     destroyed_at timestamptz not null default clock_timestamp()
   )`,
  ...workersOnly('vault', 'destroyed_person'),
  'grant select, insert on vault.destroyed_person to chain_vault',
  'create index person_key_case on vault.person_key (case_id)',
  'create index deposit_case on vault.deposit (case_id)',
  'create index deposit_key_used on vault.deposit (key_id)',
  'create index hit_key_used on vault.hit (key_id) where decided is null',
];

const dropped = [
  'drop index vault.hit_key_used',
  'drop index vault.deposit_key_used',
  'drop index vault.deposit_case',
  'drop index vault.person_key_case',
  'drop table vault.destroyed_person',
  ...dropRetention('vault'),
];

export class VaultRetention1766000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropped) await runner.query(statement);
  }
}
