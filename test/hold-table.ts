import pg from 'pg';
import type { TestDatabase } from './database.js';

/**
 * Keeps others from changing, or locking, what is in a table, until it is let go: whoever handles letters about cases
 * by it stands still. Who only reads goes on, but for the mode `access exclusive`.
 */
export async function holdTable(
  database: TestDatabase,
  table: string,
  mode: 'exclusive' | 'access exclusive' = 'exclusive',
): Promise<{ letGo(): Promise<void> }> {
  const client = new pg.Client({ connectionString: database.url, application_name: 'held by a test' });
  // The database may be dropped under a test that failed.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query(`lock table ${table} in ${mode} mode`);
  return { letGo: () => client.end() };
}
