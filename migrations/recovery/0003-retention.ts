import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropRetention, retention } from '../shared/retention.js';

export class RecoveryRetention1766000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of retention('recovery')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropRetention('recovery')) await runner.query(statement);
  }
}
