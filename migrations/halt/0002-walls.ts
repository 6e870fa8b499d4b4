import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropWalls, walls, type Walled } from '../shared/walls.js';

const walled: Walled = { producing: true };

export class HaltWalls1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of walls('halt', walled)) await runner.query(statement);
    // The vault hears of who asks for a report under number.
    await runner.query('grant usage on schema halt to chain_vault');
    await runner.query('grant select on halt.event to chain_vault');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke select on halt.event from chain_vault');
    for (const statement of dropWalls('halt', walled)) await runner.query(statement);
  }
}
