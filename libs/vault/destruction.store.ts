import type { Client } from '../platform/persistence/database.js';

/**
 * Destroys who the people of these cases are. Without the data key what is in backups is noise; the rest goes as well.
 * What still comes of them (a letter that was underway, an old backup) is thrown away. Answers how many people.
 */
export async function destroyIdentities(client: Client, caseIds: readonly string[]): Promise<number> {
  const ofCases = { values: [caseIds] };
  await client.query({
    text: `insert into vault.destroyed_person (victim, case_id)
           select victim, case_id from vault.identity where case_id = any ($1)
           union select victim, case_id from vault.person_key where case_id = any ($1)
           union select victim, case_id from vault.guard_mark where case_id = any ($1)
           on conflict do nothing`,
    ...ofCases,
  });
  // First what waits to be opened: whoever is opening it is done when this goes on.
  await client.query({ text: 'delete from vault.deposit where case_id = any ($1)', ...ofCases });
  const { rowCount } = await client.query({
    text: 'delete from vault.person_key where case_id = any ($1)',
    ...ofCases,
  });
  for (const table of ['identity', 'guard_mark', 'hit']) {
    await client.query({ text: `delete from vault.${table} where case_id = any ($1)`, ...ofCases });
  }
  return rowCount ?? 0;
}
