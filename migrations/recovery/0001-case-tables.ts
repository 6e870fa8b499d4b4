import type { MigrationInterface, QueryRunner } from 'typeorm';
import { correspondence, dropCorrespondence, dropProducing, grants, producing } from '../shared/case-tables.js';

const readersOfEvents = ['employer', 'police', 'prosecution', 'halt', 'casefile'];

export class RecoveryCaseTables1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...correspondence('recovery'),
      ...producing('recovery'),
      ...grants('recovery', readersOfEvents),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [...dropProducing('recovery'), ...dropCorrespondence('recovery')])
      await runner.query(statement);
  }
}
