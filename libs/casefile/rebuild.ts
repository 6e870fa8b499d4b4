import { producers, type ContextName } from '../contract/index.js';
import { openRecords, saveRecords, type CaseRecord } from '../platform/messaging/case-record.js';
import { describe } from '../platform/messaging/inbox.js';
import { arrivalOf, noteHandled, type Letter } from '../platform/messaging/letter.js';
import { keepPending, parkLetter, pendingOf, type PendingLetter } from '../platform/messaging/pending-letters.js';
import type { Client, Database } from '../platform/persistence/database.js';
import { oneWriterAtATime, storeAnew } from './case-file.store.js';
import { beginView, show, type CaseInView } from './projection.js';

const self: ContextName = 'casefile';
const casesAtOnce = 400;
const batchesAtOnce = 3;

export interface Rebuilt {
  cases: number;
  events: number;
}

/**
 * Makes the case file anew from the events of those who produced them, some cases at a time, while the system runs:
 * each batch locks its cases as the inbox does, so that nobody else shows their events meanwhile. Events keep the positions that they had, so
 * whoever reads a feed goes on where he was; parked letters stay parked, and what waits behind them waits.
 */
export async function rebuild(
  database: Database,
  onProgress: (so: Rebuilt) => void = () => undefined,
): Promise<Rebuilt> {
  const so: Rebuilt = { cases: 0, events: 0 };
  const batches = batchesOf(database);
  const work = async (): Promise<void> => {
    for (let next = await batches.next(); !next.done; next = await batches.next()) {
      const { value: batch } = next;
      const events = await database.transaction((client) => rebuildCases(client, batch));
      so.events += events;
      so.cases += batch.size;
      onProgress(so);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, work));
  await database.transaction(forgetUnheardOf);
  return so;
}

async function* batchesOf(database: Database): AsyncGenerator<Map<string, string>, undefined> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const batch = await casesAfter(database, after);
    if (batch.size === 0) return;
    after = [...batch.keys()].at(-1) ?? after;
    yield batch;
  }
}

/** The cases that come next, each with its number from one of its events: an index tells of cases without their events. */
const casesAfter = async (database: Database, after: string): Promise<Map<string, string>> => {
  const ofProducer = producers.map(
    (producer) =>
      `(select distinct case_id from ${producer}.event where case_id > $1 order by case_id limit ${String(casesAtOnce)})`,
  );
  const numbers = producers.map(
    (producer) => `(select envelope ->> 'caseNumber' from ${producer}.event where case_id = found.case_id limit 1)`,
  );
  const rows = await database.query<{ case_id: string; number: string }>({
    name: 'rebuild-cases',
    text: `select case_id, coalesce(${numbers.join(', ')}) as number from (
             select distinct case_id from (${ofProducer.join(' union all ')}) told
             order by case_id limit ${String(casesAtOnce)}) found
           order by case_id`,
    values: [after],
  });
  return new Map(rows.map((row) => [row.case_id, row.number]));
};

async function rebuildCases(client: Client, cases: Map<string, string>): Promise<number> {
  const caseIds = [...cases.keys()];
  // What a batch is sorted and copied in stays in memory.
  const roomy = client.query(`set local work_mem = '64MB'`);
  const [, records] = await Promise.all([roomy, openRecords(client, self, cases)]);
  const positions = await positionsOf(client, caseIds);
  const letters = await lettersOf(client, caseIds, positions);
  const pending = groupBy(await pendingOf(client, self, caseIds), ({ letter }) => letter.event.caseId);
  const replayed = [...records.values()].map((record) =>
    replay(record, letters.get(record.caseId) ?? [], pending.get(record.caseId) ?? []),
  );
  const views = replayed.map(({ view }) => view);
  await clear(client, caseIds);
  await keepBack(client, replayed, caseIds);
  await saveRecords(client, self, [...records.values()]);
  const shown = views.filter((view) => view.events.length > 0);
  if (shown.length > 0) await storeAnew(client, shown, positions);
  return views.reduce((sum, view) => sum + view.events.length, 0);
}

/** The positions that the events have in the feeds. */
async function positionsOf(client: Client, caseIds: string[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ event_id: string; position: number }>({
    name: 'rebuild-positions',
    text: 'select event_id, position from casefile.chain_event where case_id = any ($1)',
    values: [caseIds],
  });
  return new Map(rows.map((row) => [row.event_id, row.position]));
}

interface Row {
  envelope: Letter['event'];
  addressees: ContextName[];
  numbers: Letter['numbers'];
  after: Letter['after'];
}

/** Every letter to the case file about these cases: in the order in which they were shown, then as they were committed. */
async function lettersOf(
  client: Client,
  caseIds: string[],
  positions: ReadonlyMap<string, number>,
): Promise<Map<string, Letter[]>> {
  const ofProducer = producers.map(
    (producer) => `select envelope, addressees, numbers, after, committed_at, position from ${producer}.event
                   where case_id = any ($1) and '${self}' = any (addressees)`,
  );
  const { rows } = await client.query<Row>({
    name: 'rebuild-letters',
    text: `select envelope, addressees, numbers, after from (${ofProducer.join(' union all ')}) sent
           order by committed_at, position`,
    values: [caseIds],
  });
  const place = (letter: Letter): number => positions.get(letter.event.id) ?? Infinity;
  const letters = rows.map((row) => ({
    event: row.envelope,
    to: row.addressees,
    numbers: row.numbers,
    after: row.after,
  }));
  const inOrder = letters.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  return groupBy(inOrder, ({ event }) => event.caseId);
}

interface Replayed {
  view: CaseInView;
  /** Letters that wait for another one, and one that could not be shown. */
  waiting: Letter[];
  failed: { letter: Letter; error: unknown }[];
  parked: number;
}

/** Shows the letters of a case as its inbox would have: each after its causes, none that is parked. */
function replay(record: CaseRecord, letters: readonly Letter[], pending: readonly PendingLetter[]): Replayed {
  Object.assign(record, { state: null, organisations: [], version: 0, received: {}, seen: {} });
  const view = beginView(record);
  const parked = pending.filter(({ error }) => error !== null);
  const held = new Set(parked.map(({ letter }) => letter.event.id));
  const failed: Replayed['failed'] = [];
  let waiting = letters.filter(({ event }) => !held.has(event.id));
  for (let before = Infinity; waiting.length < before;) {
    before = waiting.length;
    waiting = waiting.filter((letter) => !showNext(view, letter, failed));
  }
  const lost = new Set(failed.map(({ letter }) => letter));
  return { view, waiting: waiting.filter((letter) => !lost.has(letter)), failed, parked: parked.length };
}

/** Whether the letter's turn had come, and it was shown. */
function showNext(view: CaseInView, letter: Letter, failed: Replayed['failed']): boolean {
  if (arrivalOf(letter, self, view.record) !== 'next' || failed.some((one) => one.letter === letter)) return false;
  try {
    show(view, letter.event);
  } catch (error) {
    failed.push({ letter, error });
    return false;
  }
  noteHandled(letter, self, view.record);
  return true;
}

const clear = (client: Client, caseIds: string[]): Promise<unknown> =>
  client.query({
    name: 'rebuild-clear',
    text: `with events as (delete from casefile.chain_event where case_id = any ($1)),
                feed as (delete from casefile.feed where case_id = any ($1)),
                summary as (delete from casefile.summary where case_id = any ($1)),
                parts as (delete from casefile.part where case_id = any ($1))
           delete from casefile.party where case_id = any ($1)`,
    values: [caseIds],
  });

/** What waits stays pending; what waited and was shown does not. */
async function keepBack(client: Client, replayed: readonly Replayed[], caseIds: string[]): Promise<void> {
  const waiting = replayed.flatMap((one) => one.waiting.map((letter) => ({ letter, number: numberOf(letter) })));
  await client.query({
    name: 'rebuild-handled',
    text: `delete from casefile.pending_letter where case_id = any ($1) and error is null
           and letter -> 'event' ->> 'id' <> all ($2::text[])`,
    values: [caseIds, waiting.map(({ letter }) => letter.event.id)],
  });
  await keepPending(client, self, waiting);
  for (const one of replayed) {
    for (const { letter, error } of one.failed) {
      await parkLetter(client, self, letter, numberOf(letter), describe(error));
    }
    one.view.record.waiting = one.waiting.length + one.failed.length + one.parked;
  }
}

const numberOf = (letter: Letter): number => letter.numbers[self] ?? 0;

/** Cases that no producer ever told of. */
async function forgetUnheardOf(client: Client): Promise<void> {
  const told = producers.map((producer) => `not exists (select from ${producer}.event where case_id = kept.case_id)`);
  await oneWriterAtATime(client);
  for (const table of ['chain_event', 'feed', 'summary', 'part', 'party']) {
    await client.query(`delete from casefile.${table} kept where ${told.join(' and ')}`);
  }
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
