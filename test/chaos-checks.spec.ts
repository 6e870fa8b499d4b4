import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import pg from 'pg';
import { Books, type Accepted } from '../scripts/chaos/books.js';
import { checkCommands } from '../scripts/chaos/checks/commands.js';
import type { Ask, Fault } from '../scripts/chaos/checks/fault.js';
import { checkMessages, checkParked } from '../scripts/chaos/checks/messages.js';
import { checkMoney } from '../scripts/chaos/checks/money.js';
import { checkRebuilds } from '../scripts/chaos/checks/rebuilds.js';
import { playScenarios } from '../scripts/scenario/play.js';
import { projectFolder } from '../scripts/scenario/system.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';

const played = ['01-bus-driver-threatened.json', '03-ambulance-vandalised.json'].map((name) =>
  join(projectFolder(), 'scenarios', name),
);

let database: TestDatabase;
let chain: TestChain;
let books: Books;

const ask: Ask = (text, values) => database.query(text, values);

/** The books that a driver would have, who gave all these commands. */
async function booksFromJournals(): Promise<Books> {
  const kept = new Books();
  for (const context of ['employer', 'police', 'prosecution', 'halt', 'recovery'] as const) {
    const rows = await database.query<{ id: string; case_id: string; command: string; input: never; answer: Accepted }>(
      `select id, case_id, command, input, answer from ${context}.entry where command is not null order by position`,
    );
    for (const { id, case_id: caseId, command, input, answer } of rows) {
      const { part, events } = answer;
      kept.enter({ entry: id, caseId, context, command, part, events, created: [], person: '', key: id }, input);
    }
  }
  return kept;
}

/** What a check finds while something is wrong, which is then taken back. */
async function whileDamaged(damage: string, check: (asked: Ask) => Promise<Fault[]>): Promise<string> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const asked: Ask = async (text, values) => (await client.query(text, values)).rows as never;
  try {
    await client.query('begin');
    expect(await check(asked)).toEqual([]);
    await client.query('drop index police.entry_idempotency');
    expect((await client.query(damage)).rowCount).toBeGreaterThan(0);
    return (await check(asked)).map(({ words }) => words).join('\n');
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  const { scenarios } = await playScenarios(played, {
    url: chain.url,
    issuer: chain.issuerUrl,
    together: true,
    only: ['state'],
  });
  expect(scenarios.flatMap(({ failures }) => failures)).toEqual([]);
  await chain.quiet();
  books = await booksFromJournals();
  await chain.close();
}, 120_000);

afterAll(async () => {
  await database.drop();
});

describe('what the chaos run checks is clean after a quiet day, and finds', () => {
  it.each([
    [
      'an event that the case file lost',
      `delete from casefile.chain_event where type = 'police-report.taken'`,
      /casefile has 0 of event/,
    ],
    [
      'an event that the agreements lost',
      `delete from agreements.fact where event ->> 'type' = 'claim.opened'`,
      /agreements has 0 of event/,
    ],
    [
      'a letter that was not handled',
      `update recovery.case_record set received = received || '{"police": 1}'`,
      /to recovery, which handled 1/,
    ],
    [
      'a letter without a number of its own',
      `update police.event set numbers = numbers || '{"casefile": 1}' where numbers ->> 'casefile' = '2'`,
      /police to casefile/,
    ],
    [
      'an event that was lost at its producer',
      `delete from police.event where envelope ->> 'type' = 'police-report.taken'`,
      /counted as sent/,
    ],
    [
      'events in another order',
      `update casefile.chain_event set position = -position where type = 'police-report.taken'`,
      /before an earlier one/,
    ],
    [
      'an event at another place in a feed',
      `update casefile.feed set position = position + 1000 where position % 5 = 0`,
      /at another place or twice/,
    ],
    [
      'an event that was not published',
      `update police.event set published_at = null where envelope ->> 'type' = 'police-report.taken'`,
      /never published/,
    ],
  ])('%s', async (_what, damage, found) => {
    expect(await whileDamaged(damage, checkMessages)).toMatch(found);
  });

  it.each([
    ['a command that left no entry', `delete from police.entry where command = 'takePoliceReport'`, /is in no journal/],
    [
      'a command that was done twice',
      `update police.entry set idempotency_key = 'k' where command in ('takePoliceReport', 'startInvestigation')`,
      /has two entries/,
    ],
    [
      'an event that was never sent',
      `delete from police.event where envelope ->> 'type' = 'police-report.taken'`,
      /was never sent|not among the events/,
    ],
  ])('%s', async (_what, damage, found) => {
    expect(await whileDamaged(damage, (asked) => checkCommands(asked, books))).toMatch(found);
  });

  it('an entry of which nobody was told', async () => {
    const words = (await checkCommands(ask, new Books())).map((fault) => fault.words).join('\n');
    expect(words).toMatch(/nobody was answered so/);
  });

  const ledger = (change: string): string =>
    `update recovery.case_record set state = replace(state::text, ${change})::jsonb where state::text like '%CJIB-1%'`;

  it.each([
    [
      'a payment of another amount',
      ledger(`'"amountCents": 50000', '"amountCents": 50001'`),
      /CJIB-1 stands for 50001/,
    ],
    ['a payment that does not stand', ledger(`'"CJIB-1"', '"H-1"'`), /CJIB-1 of 50000 cents was accepted/],
    ['a claim that is gone', 'delete from recovery.case_record', /is gone/],
  ])('%s', async (_what, damage, found) => {
    const check = async (asked: Ask) => {
      await asked('alter table recovery.part drop constraint if exists part_case_id_fkey');
      return checkMoney(asked, books);
    };
    expect(await whileDamaged(damage, check)).toMatch(found);
  });

  it('a case file that its rebuild makes otherwise', async () => {
    expect(await checkRebuilds(ask, database.url, database.secret)).toEqual([]);
    await database.query(`update casefile.part set state = 'lost' where kind = 'claim'`);
    const words = (await checkRebuilds(ask, database.url, database.secret)).map((fault) => fault.words).join('\n');
    expect(words).toMatch(/casefile.part: a rebuild takes away/);
  });

  it('a letter that is parked, other than the poison', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const park = `insert into halt.pending_letter (case_id, producer, number, letter, error) values ($1, 'police', 1, '{}', 'Error: x')`;
    await database.query(park, [id]);
    expect(await checkParked(ask, new Set([id]))).toEqual([]);
    expect(await checkParked(ask, new Set())).toHaveLength(1);
    await database.query('delete from halt.pending_letter');
    expect(await checkParked(ask, new Set([id]))).toHaveLength(1);
  });
});
