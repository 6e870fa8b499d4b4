import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropRetention, retention } from '../shared/retention.js';

export class ProsecutionRetention1766000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of retention('prosecution')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropRetention('prosecution')) await runner.query(statement);
  }
}
