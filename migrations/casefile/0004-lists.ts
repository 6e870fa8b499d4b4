import type { MigrationInterface, QueryRunner } from 'typeorm';
import { moving, ofVisibleCase, organisationAsking } from '../shared/walls.js';

/** Which party knows of which part: `knownTo` as it was when this was written. */
const known = `(values ('incident-report', 'employer'), ('incident-report', 'police'),
  ('police-report', 'employer'), ('police-report', 'police'), ('police-report', 'om'),
  ('file', 'employer'), ('file', 'police'), ('file', 'om'), ('file', 'recovery'),
  ('halt-referral', 'employer'), ('halt-referral', 'police'), ('halt-referral', 'om'), ('halt-referral', 'halt'),
  ('halt-referral', 'recovery'), ('claim', 'employer'), ('claim', 'recovery'), ('claim', 'om')) known (kind, reader)`;

const showing = (table: string, shows: string): string[] => [
  `drop policy desk on casefile.${table}`,
  `create policy desk on casefile.${table} to chain_casefile_desk using (${shows}) with check (${shows})`,
];

/** A list is read from the first row of an index that begins with whose it is and goes on in its order. */
const statements = [
  `alter table casefile.party add column opened_at timestamptz, add column municipality text, add column category text`,
  ...moving(
    ['casefile.party', 'casefile.summary'],
    [
      `update casefile.party party set opened_at = summary.opened_at, municipality = summary.municipality,
         category = summary.category
       from casefile.summary summary where summary.case_id = party.case_id`,
    ],
  ),
  'drop index casefile.party_organisation',
  'create index party_listed on casefile.party (organisation, opened_at, case_id) include (kind, category)',
  'create index party_municipality on casefile.party (organisation, municipality, opened_at, case_id) include (kind)',

  // A part stands once in the lists of each party that knows of it.
  `alter table casefile.part drop constraint part_pkey,
     add column reader text, add column organisation text, add column opened_at timestamptz`,
  'drop index casefile.part_state',
  ...moving(
    ['casefile.part', 'casefile.party', 'casefile.case_record'],
    [
      `insert into casefile.part (case_id, kind, id, state, party, reader, organisation, opened_at)
       select part.case_id, part.kind, part.id, part.state, part.party, known.reader, party.organisation, party.opened_at
       from casefile.part part join ${known} on known.kind = part.kind
         join casefile.party party on party.case_id = part.case_id and party.kind = known.reader
         join casefile.case_record record on record.case_id = part.case_id
       where known.reader <> 'halt' or exists (
         select from jsonb_array_elements(record.state -> 'strands') strand
         where strand ->> 'id' = part.id::text and strand ->> 'haltOffice' = party.organisation)`,
      'delete from casefile.part where reader is null',
    ],
  ),
  'alter table casefile.part add primary key (case_id, kind, id, reader, organisation)',
  'create index part_listed on casefile.part (organisation, kind, state, opened_at, case_id) include (reader)',
  ...showing('part', `organisation = ${organisationAsking}`),
  // By the record, which has no index but on the case: of an index that begins with the organisation, the planner
  // at times read all of that organisation to find one case.
  ...['summary', 'chain_event'].flatMap((table) => showing(table, ofVisibleCase('casefile', table))),
  'drop index casefile.summary_opened',
];

const ofOwnCase = (table: string): string =>
  `(select true from casefile.party party where party.case_id = casefile.${table}.case_id limit 1)`;

const takenBack = [
  'create index summary_opened on casefile.summary (opened_at, case_id)',
  ...['part', 'summary', 'chain_event'].flatMap((table) => showing(table, ofOwnCase(table))),
  'drop index casefile.part_listed',
  'alter table casefile.part drop constraint part_pkey',
  ...moving(
    ['casefile.part'],
    [
      `delete from casefile.part part using casefile.part other
       where part.case_id = other.case_id and part.kind = other.kind and part.id = other.id and part.ctid > other.ctid`,
    ],
  ),
  `alter table casefile.part drop column reader, drop column organisation, drop column opened_at,
     add primary key (case_id, kind, id)`,
  'create index part_state on casefile.part (kind, state, case_id)',
  'drop index casefile.party_municipality',
  'drop index casefile.party_listed',
  'create index party_organisation on casefile.party (organisation, kind, case_id)',
  'alter table casefile.party drop column opened_at, drop column municipality, drop column category',
];

export class CasefileLists1767000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of takenBack) await runner.query(statement);
  }
}
