import type { MigrationInterface, QueryRunner } from 'typeorm';
import { correspondence, dropCorrespondence, dropProducing, grants, producing } from '../shared/case-tables.js';

const readersOfEvents = ['employer', 'police', 'halt', 'recovery', 'casefile'];

export class ProsecutionCaseTables1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...correspondence('prosecution'),
      ...producing('prosecution'),
      ...grants('prosecution', readersOfEvents),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [...dropProducing('prosecution'), ...dropCorrespondence('prosecution')])
      await runner.query(statement);
  }
}
