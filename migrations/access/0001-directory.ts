import type { MigrationInterface, QueryRunner } from 'typeorm';

const readers = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'casefile'];

/** The years in which a case can be registered; its number counts within the year. */
const firstYear = 2009;
const lastYear = 2099;

export class AccessDirectory1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table access.organisation (
       code text primary key,
       type text not null,
       name text not null,
       sector text,
       municipality text
     )`);
    await runner.query(`create table access.person (
       id text primary key,
       organisation text not null,
       roles text[] not null,
       designated_for_halt boolean not null default false,
       seen_at timestamptz not null default clock_timestamp()
     )`);
    await runner.query(
      `create table access.clock (only_one boolean primary key default true check (only_one), now timestamptz not null)`,
    );
    for (let year = firstYear; year <= lastYear; year += 1) {
      await runner.query(`create sequence access.case_number_${String(year)}`);
    }
    await runner.query('grant usage on schema access to chain_access');
    await runner.query('grant select, insert, update, delete on all tables in schema access to chain_access');
    for (const reader of readers) {
      await runner.query(`grant usage on schema access to chain_${reader}`);
      await runner.query(`grant select on access.organisation, access.clock to chain_${reader}`);
      // People are known from the tokens that they show, whichever context sees them first.
      await runner.query(`grant select, insert, update on access.person to chain_${reader}`);
    }
    await runner.query('grant usage on all sequences in schema access to chain_employer, chain_police');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (let year = firstYear; year <= lastYear; year += 1) {
      await runner.query(`drop sequence access.case_number_${String(year)}`);
    }
    for (const table of ['clock', 'person', 'organisation']) await runner.query(`drop table access.${table}`);
  }
}
