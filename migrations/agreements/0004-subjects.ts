import type { MigrationInterface, QueryRunner } from 'typeorm';
import { moving, ofVisibleCase } from '../shared/walls.js';

const shows = ofVisibleCase('agreements', 'subject');

/**
 * Which case a police report, victim, strand or claim is of: a waiver begins with that question. Behind the walls an
 * index on what is inside a JSON value is of no use: the database does not trust how it is taken out.
 */
const statements = [
  `create table agreements.subject (
     id uuid not null,
     case_id uuid not null,
     primary key (id, case_id)
   )`,
  ...moving(
    ['agreements.clock'],
    [
      `insert into agreements.subject (id, case_id)
       select distinct named.id::uuid, clock.case_id
       from agreements.clock clock, jsonb_each_text(clock.about) named (member, id) where named.member <> 'part'`,
    ],
  ),
  'alter table agreements.subject enable row level security',
  'alter table agreements.subject force row level security',
  'create policy worker on agreements.subject to chain_agreements using (true) with check (true)',
  `create policy desk on agreements.subject to chain_agreements_desk using (${shows}) with check (${shows})`,
  'grant select, insert, delete on agreements.subject to chain_agreements',
  'grant select, insert on agreements.subject to chain_agreements_desk',
];

export class AgreementsSubjects1767000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table agreements.subject');
  }
}
