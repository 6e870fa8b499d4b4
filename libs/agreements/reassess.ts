import type { Instant } from '../contract/index.js';
import type { Client, Database } from '../platform/persistence/database.js';
import { fromRow, recordColumns, type CaseRecord } from '../platform/messaging/case-record.js';
import { clocksByCase, factsByCase, waiversByCase, rowKey } from './agreements.store.js';
import { assess, type GivenSets } from './assess.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { rowOf, type ClockRow } from './clock-row.js';
import { factsOf } from './facts.js';

const casesAtOnce = 200;

/** What a catalogue would change of the clocks that run now, per agreement. */
export interface Preview {
  /** Cases with a clock that runs, all of them looked at. */
  cases: number;
  changes: { agreement: string; started: number; moved: number; ended: number }[];
}

/** Looks at every case with an open clock, and at what the catalogue would make of it. Changes nothing. */
export async function previewOf(database: Database, catalogue: Catalogue, now: Instant): Promise<Preview> {
  const counts = new Map<string, { started: number; moved: number; ended: number }>();
  let cases = 0;
  for await (const batch of openCases(database)) {
    cases += batch.length;
    for (const { rows, kept } of await assessed(database.pool, catalogue, batch, now)) {
      const before = new Map(kept.map((row) => [row.key, row]));
      for (const row of rows) {
        const old = before.get(rowKey(row));
        before.delete(rowKey(row));
        if (!old) count(counts, row.agreement, 'started');
        else if (old.endsAt !== row.endsAt) count(counts, row.agreement, 'moved');
      }
      for (const old of before.values()) count(counts, old.agreement, 'ended');
    }
  }
  return { cases, changes: [...counts].map(([agreement, changed]) => ({ agreement, ...changed })) };
}

type Change = 'started' | 'moved' | 'ended';

function count(counts: Map<string, Record<Change, number>>, agreement: string, change: Change): void {
  const found = counts.get(agreement) ?? { started: 0, moved: 0, ended: 0 };
  found[change] += 1;
  counts.set(agreement, found);
}

/** The cases with an open clock, some at a time. */
export async function* openCases(database: Database): AsyncGenerator<string[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await database.query<{ case_id: string }>({
      name: 'agreements-open-cases',
      text: `select distinct case_id from agreements.clock
             where outcome in ('running', 'due_soon', 'breached') and case_id > $1 order by case_id limit $2`,
      values: [after, casesAtOnce],
    });
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => row.case_id);
    after = last.case_id;
  }
}

export interface Assessed {
  record: CaseRecord;
  given: GivenSets;
  rows: ClockRow[];
  kept: Awaited<ReturnType<typeof clocksByCase>> extends Map<string, infer Rows> ? Rows : never;
}

/** The clocks of these cases from all their facts, beside those that are kept. */
export async function assessed(
  client: Client,
  catalogue: Catalogue,
  caseIds: readonly string[],
  now: Instant,
): Promise<Assessed[]> {
  const [{ rows: records }, facts, waivers, kept] = await Promise.all([
    client.query<Parameters<typeof fromRow>[0]>({
      name: 'agreements-records',
      text: `select ${recordColumns} from agreements.case_record where case_id = any ($1) order by case_id`,
      values: [caseIds],
    }),
    factsByCase(client, caseIds),
    waiversByCase(client, caseIds),
    clocksByCase(client, caseIds),
  ]);
  const byId = new Map(catalogue.agreements.map((agreement) => [agreement.id, agreement]));
  return records.map((row) => {
    const record = fromRow(row);
    const known = factsOf(facts.get(record.caseId) ?? []);
    const before = (record.state as { given?: GivenSets } | null)?.given ?? {};
    const { clocks, given } = assess(catalogue, known, waivers.get(record.caseId) ?? [], before);
    return {
      record,
      given,
      rows: clocks.flatMap((clock) => {
        const agreement = byId.get(clock.agreement);
        return agreement ? [rowOf(known, agreement, clock, now)] : [];
      }),
      kept: kept.get(record.caseId) ?? [],
    };
  });
}
