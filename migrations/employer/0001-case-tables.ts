import type { MigrationInterface, QueryRunner } from 'typeorm';
import { correspondence, dropCorrespondence, dropProducing, grants, producing } from '../shared/case-tables.js';

const readersOfEvents = ['police', 'prosecution', 'halt', 'recovery', 'casefile'];

export class EmployerCaseTables1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...correspondence('employer'),
      ...producing('employer'),
      ...grants('employer', readersOfEvents),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [...dropProducing('employer'), ...dropCorrespondence('employer')])
      await runner.query(statement);
  }
}
