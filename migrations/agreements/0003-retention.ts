import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropRetention, retention } from '../shared/retention.js';

export class AgreementsRetention1766000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of retention('agreements')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropRetention('agreements')) await runner.query(statement);
  }
}
