import type { Instant } from '../contract/index.js';
import { storeWork } from '../platform/casework/case-store.js';
import {
  fromRow,
  lockRecords,
  recordColumns,
  saveRecords,
  type CaseRecord,
} from '../platform/messaging/case-record.js';
import type { Client, Database } from '../platform/persistence/database.js';
import { dueClocks } from './agreements.store.js';
import { nextChange, outcomeAt } from './clock.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { Changes, keepCases, type CaseInHand } from './keeping.js';
import { agreementsSchema } from './letters.js';

const casesAtOnce = 100;

/**
 * Time passes without events too. Finds by an index the clocks that time has changed, and tells of them, dated
 * where it belongs. Any number of processes do this at once: a case that one holds, the others pass over.
 * Answers how many cases it found due, so that nought means that nothing is left.
 */
export function sweepOnce(database: Database, now: Instant): Promise<{ due: number; told: number }> {
  return database.transaction(async (client) => {
    const due = await casesWithDueClocks(client, now);
    if (due.length === 0) return { due: 0, told: 0 };
    const records = await lockWhatIsFree(client, due);
    const clocks = await dueClocks(
      client,
      records.map((record) => record.caseId),
      now,
    );
    const changes = new Changes();
    const cases = records.map((record): CaseInHand => ({ record, now, news: [], letters: [] }));
    for (const one of cases) {
      for (const old of clocks.get(one.record.caseId) ?? []) {
        const outcome = outcomeAt(old.clock, now);
        changes.keep(one, { ...old, outcome, nextAt: nextChange(old.clock, now) ?? null }, old);
      }
    }
    await changes.store(client);
    const letters = cases.flatMap((one) => one.letters);
    await storeWork(client, agreementsSchema, [], letters, []);
    await saveRecords(client, agreementsSchema, records);
    return { due: due.length, told: letters.length };
  });
}

async function casesWithDueClocks(client: Client, now: Instant): Promise<string[]> {
  const { rows } = await client.query<{ case_id: string }>({
    name: 'agreements-due-cases',
    text: `select distinct case_id from (
             select case_id from agreements.clock where next_at <= $1 order by next_at limit $2
           ) due`,
    values: [now, casesAtOnce * 4],
  });
  return rows.map((row) => row.case_id);
}

async function lockWhatIsFree(client: Client, caseIds: readonly string[]): Promise<CaseRecord[]> {
  const { rows } = await client.query<Parameters<typeof fromRow>[0]>({
    name: 'agreements-lock-free',
    text: `select ${recordColumns} from agreements.case_record
           where case_id = any ($1) order by case_id limit ${String(casesAtOnce)} for update skip locked`,
    values: [caseIds],
  });
  return rows.map(fromRow);
}

/** Assesses these cases anew, without news of them: other agreements may apply. Answers whether anything is told. */
export function reassessCases(
  database: Database,
  catalogue: Catalogue,
  caseIds: string[],
  now: Instant,
): Promise<boolean> {
  return database.transaction(async (client) => {
    const records = [...(await lockRecords(client, agreementsSchema, caseIds)).values()];
    const cases = records.map((record): CaseInHand => ({ record, now, news: [], letters: [] }));
    await keepCases(client, catalogue, cases);
    const letters = cases.flatMap((one) => one.letters);
    await storeWork(client, agreementsSchema, [], letters, []);
    await saveRecords(client, agreementsSchema, records);
    return letters.length > 0;
  });
}
