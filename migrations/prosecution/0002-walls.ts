import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropWalls, walls, type Walled } from '../shared/walls.js';

const walled: Walled = { producing: true };

export class ProsecutionWalls1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of walls('prosecution', walled)) await runner.query(statement);
    // The vault hears of who asks for a report under number.
    await runner.query('grant usage on schema prosecution to chain_vault');
    await runner.query('grant select on prosecution.event to chain_vault');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke select on prosecution.event from chain_vault');
    for (const statement of dropWalls('prosecution', walled)) await runner.query(statement);
  }
}
