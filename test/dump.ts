import type { TestDatabase } from './database.js';

/** Everything that the database holds, as text, per table: what who copies it has. */
export async function dumpOf(database: TestDatabase): Promise<Map<string, string>> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const dump = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select one::text as row from ${name} one`);
    dump.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return dump;
}

/** The tables that hold any of these texts, in whatever capitals. */
export const tablesWith = (dump: ReadonlyMap<string, string>, texts: readonly string[]): string[] =>
  [...dump].flatMap(([table, rows]) =>
    texts.some((text) => rows.toLowerCase().includes(text.toLowerCase())) ? [table] : [],
  );
