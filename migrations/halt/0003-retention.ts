import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropRetention, retention } from '../shared/retention.js';

export class HaltRetention1766000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of retention('halt')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropRetention('halt')) await runner.query(statement);
  }
}
