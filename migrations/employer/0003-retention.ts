import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropRetention, retention } from '../shared/retention.js';

export class EmployerRetention1766000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of retention('employer')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropRetention('employer')) await runner.query(statement);
  }
}
