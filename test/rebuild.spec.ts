import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projection } from '../libs/casefile/projection.js';
import { rebuild } from '../libs/casefile/rebuild.js';
import { systemClock } from '../libs/platform/clock/clock.js';
import { Inbox } from '../libs/platform/messaging/inbox.js';
import type { Letter } from '../libs/platform/messaging/letter.js';
import { Database } from '../libs/platform/persistence/database.js';
import { playScenarios } from '../scripts/scenario/play.js';
import { projectFolder } from '../scripts/scenario/system.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';

const folder = join(projectFolder(), 'scenarios');
const played = (pattern: RegExp): string[] =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));

const tables = {
  chain_event: 'event_id',
  feed: 'organisation, kind, position',
  summary: 'case_id',
  part: 'case_id, kind, id, reader, organisation',
  party: 'case_id, kind, organisation',
  case_record: 'case_id',
  pending_letter: 'case_id, producer, number',
} as const;
type Table = keyof typeof tables;
type Kept = Record<Table, Record<string, unknown>[]>;

let database: TestDatabase;
let chain: TestChain;
let casefile: Database;

const kept = async (): Promise<Kept> => {
  const found = Object.entries(tables).map(async ([table, order]) => [
    table,
    await database.query(`select * from casefile.${table} order by ${order}`),
  ]);
  return Object.fromEntries(await Promise.all(found)) as Kept;
};

/** Apart from the order of what has no order among its causes. */
const withoutPositions = ({ chain_event: events, feed, case_record: records, ...others }: Kept): object => ({
  ...others,
  records: records.map(({ state, ...record }) => ({ ...record, state: sorted(state as Record<string, unknown>) })),
  events: events.map(({ position: _position, ...event }) => event),
  feed: feed.map(({ position: _position, ...row }) => JSON.stringify(row)).sort(),
});

/** Of those that come first in time, and last: the clock goes forward only. */
const early = /^(01|20|31|70)-/;
const late = /^(58|61|71)-/;

const sorted = (state: Record<string, unknown>): object =>
  Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value,
    ]),
  );

const play = (pattern: RegExp) =>
  playScenarios(played(pattern), {
    url: chain.url,
    issuer: chain.issuerUrl,
    together: true,
    only: ['state', 'timeline', 'visible', 'notified'],
  });

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  casefile = await Database.connect({ schema: 'casefile', url: database.as('casefile') });
  await play(early);
  await chain.quiet();
}, 300_000);

afterAll(async () => {
  await casefile.close();
  await chain.close();
  await database.drop();
});

describe('The case file, made anew from the events', () => {
  it('is as it was', async () => {
    const before = await kept();
    expect(before.chain_event.length).toBeGreaterThan(100);
    const { cases, events } = await rebuild(casefile);
    expect({ cases, events }).toEqual({ cases: before.summary.length, events: before.chain_event.length });
    expect(await kept()).toEqual(before);
  });

  it('is whole again after it was damaged', async () => {
    const before = await kept();
    for (const damage of [
      `update casefile.part set state = 'lost'`,
      `delete from casefile.party where kind = 'om'`,
      `delete from casefile.feed where position % 3 = 0`,
      `update casefile.feed set organisation = 'nobody' where position % 7 = 0`,
      `update casefile.summary set municipality = null, category = 'lost'`,
      `update casefile.chain_event set envelope = '{}', occurred_at = now()`,
      `update casefile.case_record set state = 'null', received = '{}', seen = '{}', version = 99, waiting = 3`,
      `insert into casefile.party values (gen_random_uuid(), 'police', 'PL0100')`,
      `insert into casefile.summary values (gen_random_uuid(), 'VPT-1999-000001', now())`,
    ]) {
      await database.query(damage);
    }
    await rebuild(casefile);
    expect(await kept()).toEqual(before);
  });

  it('is the same but for its positions after all of it was lost', async () => {
    const before = await kept();
    await database.query(
      `truncate ${Object.keys(tables)
        .map((table) => `casefile.${table}`)
        .join(', ')}`,
    );
    await rebuild(casefile);
    const after = await kept();
    expect(withoutPositions(after)).toEqual(withoutPositions(before));
    const last = (state: Kept): number => Math.max(...state.chain_event.map((row) => Number(row.position)));
    // Whoever had read the feed to its end is told again, and is not told less.
    expect(Math.min(...after.chain_event.map((row) => Number(row.position)))).toBeGreaterThan(last(before));
  });

  it('leaves parked what was parked, until it is retried', async () => {
    const before = await kept();
    const [letter] = await database.query<{ letter: Letter }>(
      `select jsonb_build_object('event', envelope, 'to', addressees, 'numbers', numbers, 'after', after) as letter
       from police.event where numbers ->> 'casefile' = '2' order by position limit 1`,
    );
    if (!letter) throw new Error('no second letter of the police');
    const { caseId } = letter.letter.event;
    await database.query(
      `insert into casefile.pending_letter (case_id, producer, number, letter, error, attempts)
       values ($1, 'police', 2, $2, 'Error: planted', 1)`,
      [caseId, letter.letter],
    );
    await rebuild(casefile);
    const parked = await kept();
    const ofCase = parked.pending_letter.filter((row) => row.case_id === caseId);
    expect(ofCase.filter((row) => row.error !== null)).toMatchObject([{ producer: 'police', number: 2 }]);
    expect(ofCase.length).toBeGreaterThan(1);
    expect(parked.case_record.find((row) => row.case_id === caseId)).toMatchObject({ waiting: ofCase.length });
    expect(parked.chain_event.length).toBe(before.chain_event.length - ofCase.length);
    const inbox = new Inbox(casefile, 'casefile', projection, systemClock, () => undefined);
    await inbox.retry([caseId]);
    expect(withoutPositions(await kept())).toEqual(withoutPositions(before));
  });

  it('can be made while the system runs', async () => {
    const beside = { playing: true };
    const playedBeside = play(late).finally(() => (beside.playing = false));
    let times = 0;
    while (beside.playing) {
      await rebuild(casefile);
      times += 1;
    }
    const { scenarios } = await playedBeside;
    await chain.quiet();
    expect(times).toBeGreaterThan(1);
    expect(scenarios.flatMap(({ id, failures }) => failures.map((failure) => `${id}: ${failure}`))).toEqual([]);
    const before = await kept();
    await rebuild(casefile);
    expect(await kept()).toEqual(before);
  }, 300_000);
});
