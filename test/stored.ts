import { schemas } from '../libs/platform/persistence/roles.js';
import type { TestDatabase } from './database.js';

/** All but the people and organisations that the chain knows, and the log of who asked what. */
const contexts = schemas.filter((schema) => schema !== 'access' && schema !== 'audit');

/** How many rows every table has that keeps something of a case. */
export async function storedIn(database: TestDatabase): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema = any ($1) and table_name not in ('migration', 'redelivery_mark') order by 1`,
    [contexts],
  );
  const counts = tables
    .map(({ name }) => `select '${name}' as name, count(*) as count from ${name}`)
    .join(' union all ');
  const rows = await database.query<{ name: string; count: number | string }>(counts);
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
}
