import type { MigrationInterface, QueryRunner } from 'typeorm';
import { correspondence, dropCorrespondence, dropProducing, grants, producing } from '../shared/case-tables.js';

const readersOfEvents = ['employer', 'prosecution', 'halt', 'recovery', 'casefile'];

export class PoliceCaseTables1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [...correspondence('police'), ...producing('police'), ...grants('police', readersOfEvents)];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [...dropProducing('police'), ...dropCorrespondence('police')])
      await runner.query(statement);
  }
}
