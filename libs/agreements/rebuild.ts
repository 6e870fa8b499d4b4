import type { Instant, Producer } from '../contract/index.js';
import { lockRecords } from '../platform/messaging/case-record.js';
import { producersFor } from '../platform/messaging/addressing.js';
import type { Client, Database } from '../platform/persistence/database.js';
import { addSubjects, dropClocks, keepClocks } from './agreements.store.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { agreementsSchema } from './letters.js';
import { assessed } from './reassess.js';

const casesAtOnce = 400;
const batchesAtOnce = 2;

export interface Rebuilt {
  cases: number;
  facts: number;
}

/**
 * Makes the clocks and the figures anew from the events of those who produced them, some cases at a time, while
 * the system runs. A case keeps the sets that it was given and the waivers that were made; nothing is told again.
 */
export async function rebuild(
  database: Database,
  catalogue: Catalogue,
  now: Instant,
  onProgress: (so: Rebuilt) => void = () => undefined,
): Promise<Rebuilt> {
  const so: Rebuilt = { cases: 0, facts: 0 };
  const batches = batchesOf(database);
  const work = async (): Promise<void> => {
    for (let next = await batches.next(); !next.done; next = await batches.next()) {
      const { value: batch } = next;
      const facts = await database.transaction((client) => rebuildCases(client, catalogue, batch, now));
      so.facts += facts;
      so.cases += batch.length;
      onProgress(so);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, work));
  await database.transaction(recount);
  return so;
}

async function* batchesOf(database: Database): AsyncGenerator<string[], undefined> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await database.query<{ case_id: string }>({
      name: 'rebuild-agreements-cases',
      text: `select case_id from ${agreementsSchema}.case_record where case_id > $1 order by case_id limit $2`,
      values: [after, casesAtOnce],
    });
    const last = rows.at(-1);
    if (!last) return;
    after = last.case_id;
    yield rows.map((row) => row.case_id);
  }
}

async function rebuildCases(client: Client, catalogue: Catalogue, caseIds: string[], now: Instant): Promise<number> {
  // What a batch is sorted and copied in stays in memory.
  await Promise.all([client.query(`set local work_mem = '64MB'`), lockRecords(client, agreementsSchema, caseIds)]);
  const [facts, cases] = await Promise.all([hearFactsAnew(client, caseIds), assessed(client, catalogue, caseIds, now)]);
  const clocks = cases.flatMap(({ rows }) => rows);
  await Promise.all([
    dropClocks(
      client,
      cases.flatMap(({ kept }) => kept),
    ),
    keepClocks(client, clocks),
    addSubjects(client, clocks),
  ]);
  return facts;
}

/** What was heard of the producers already; what was not will come by itself. */
async function hearFactsAnew(client: Client, caseIds: string[]): Promise<number> {
  const forgotten = client.query({
    name: 'rebuild-agreements-forget',
    text: 'delete from agreements.fact where case_id = any ($1)',
    values: [caseIds],
  });
  const heard = client.query({
    name: 'rebuild-agreements-facts',
    text: `insert into agreements.fact (event_id, case_id, event) ${producersFor(agreementsSchema).map(heardOf).join(' union all ')}
           on conflict do nothing`,
    values: [caseIds, agreementsSchema],
  }) as Promise<{ rowCount: number | null }>;
  const [, { rowCount }] = await Promise.all([forgotten, heard]);
  return rowCount ?? 0;
}

const heardOf = (producer: Producer): string => `
  select event.id, event.case_id, event.envelope from ${producer}.event event
    join agreements.case_record record on record.case_id = event.case_id
  where event.case_id = any ($1) and event.addressees @> array[$2::text]
    and (event.numbers ->> $2)::integer <= coalesce((record.received ->> '${producer}')::integer, 0)`;

const key = `agreement, clock ->> 'set', coalesce(organisation, 'none'), unit, sector, month`;
const of = (...outcomes: string[]): string =>
  `count(*) filter (where outcome in (${outcomes.map((outcome) => `'${outcome}'`).join(', ')}))`;

/** The figures from the clocks themselves; whoever wants to change one waits for so long. */
async function recount(client: Client): Promise<void> {
  await client.query('lock table agreements.tally, agreements.duration in exclusive mode');
  await client.query('delete from agreements.tally');
  await client.query(`
    insert into agreements.tally (agreement, set_id, organisation, unit, sector, month,
      running, met, met_late, breached, waived, lapsed)
    select ${key}, ${of('running', 'due_soon')}, ${of('met')}, ${of('met_late')}, ${of('breached')}, ${of('waived')}, ${of('lapsed')}
    from agreements.clock where not informational group by 1, 2, 3, 4, 5, 6`);
  await client.query('delete from agreements.duration');
  // In the same measure as durationBucket: whole hours up to ten days, whole days beyond.
  await client.query(`
    insert into agreements.duration (agreement, set_id, organisation, unit, sector, month, hours, count)
    select agreement, set_id, organisation, unit, sector, month,
           case when hours <= 240 then hours else ceil(hours / 24) * 24 end as bucket, count(*)
    from (
      select ${key.replace(`clock ->> 'set'`, `clock ->> 'set' as set_id`).replace(`'none')`, `'none') as organisation`)},
             ceil(greatest(0, extract(epoch from (clock -> 'ending' ->> 'at')::timestamptz
               - (clock ->> 'countsFrom')::timestamptz)) / 3600) as hours
      from agreements.clock
      where not informational and outcome in ('met', 'met_late') and clock -> 'ending' ->> 'how' = 'met'
    ) taken
    group by 1, 2, 3, 4, 5, 6, 7`);
}
