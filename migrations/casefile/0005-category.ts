import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asks for a category that is rare with him, or never was there, had all of his cases looked at. */
export class CasefileCategory1769000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index party_category on casefile.party (organisation, category, opened_at, case_id) include (kind)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index casefile.party_category');
  }
}
