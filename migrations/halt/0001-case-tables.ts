import type { MigrationInterface, QueryRunner } from 'typeorm';
import { correspondence, dropCorrespondence, dropProducing, grants, producing } from '../shared/case-tables.js';

const readersOfEvents = ['employer', 'police', 'prosecution', 'recovery', 'casefile'];

export class HaltCaseTables1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [...correspondence('halt'), ...producing('halt'), ...grants('halt', readersOfEvents)];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [...dropProducing('halt'), ...dropCorrespondence('halt')]) await runner.query(statement);
  }
}
