import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropWalls, organisationAsking, walls, type Wall, type Walled } from '../shared/walls.js';

/** The desk sees of `party` its own rows, so a case of which it sees one is a case of its own. See `ofVisibleCase`. */
const ofOwnCase = (table: string): Wall => ({
  table,
  shows: `(select true from casefile.party party where party.case_id = casefile.${table}.case_id limit 1)`,
});

const walled: Walled = {
  producing: false,
  own: [
    { table: 'party', shows: `casefile.party.organisation = ${organisationAsking}` },
    { table: 'feed', shows: `casefile.feed.organisation = ${organisationAsking}` },
    ofOwnCase('part'),
    ofOwnCase('chain_event'),
    ofOwnCase('summary'),
  ],
};

const read = ['case_record', 'party', 'feed', 'part', 'chain_event', 'summary'];

export class CasefileWalls1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of walls('casefile', walled)) await runner.query(statement);
    for (const table of read) await runner.query(`grant select on casefile.${table} to chain_casefile_desk`);
    // To empty a table goes past its wall, and nobody does.
    await runner.query('revoke truncate on all tables in schema casefile from chain_casefile');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('grant truncate on all tables in schema casefile to chain_casefile');
    for (const statement of dropWalls('casefile', walled)) await runner.query(statement);
  }
}
