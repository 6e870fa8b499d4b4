import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropWalls, ofVisibleCase, organisationAsking, walls, type Walled } from '../shared/walls.js';

/** The figures (`tally`, `duration`) are counts without cases, and the catalogue is published: neither is walled. */
const walled: Walled = {
  producing: true,
  own: [
    ...['fact', 'waiver'].map((table) => ({ table, shows: ofVisibleCase('agreements', table) })),
    // Whoever keeps a clock is party to its case: so a page of a worklist asks after no case.
    {
      table: 'clock',
      shows: `agreements.clock.organisation = ${organisationAsking} or ${ofVisibleCase('agreements', 'clock')}`,
    },
  ],
};

const grants = [
  'grant select on agreements.fact to chain_agreements_desk',
  // A waiver changes what the clocks of its case come to, and so the figures.
  'grant select, insert on agreements.waiver to chain_agreements_desk',
  'grant select, insert, update, delete on agreements.clock to chain_agreements_desk',
  'grant select, insert, update on agreements.tally, agreements.duration to chain_agreements_desk',
];

export class AgreementsWalls1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...walls('agreements', walled), ...grants]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropWalls('agreements', walled)) await runner.query(statement);
  }
}
