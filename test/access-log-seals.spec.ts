import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { AnchorFile } from '../libs/audit/anchor-file.store.js';
import { AnchorKey, anchorIn, lineOf, type Anchor } from '../libs/audit/anchor.js';
import { LogCutOff, Sealer } from '../libs/audit/sealer.store.js';
import { verify } from '../libs/audit/verify.reader.js';
import { statementFor } from '../libs/platform/access-log/access-log.js';
import { Database } from '../libs/platform/persistence/database.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';

const secret = 'a secret that is not in the database';

let database: TestDatabase;
let folder: string;
let file: string;
let audit: Database;
let sealer: Sealer;
let errors: Error[];
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'anchors-'));
  file = join(folder, 'audit-anchors');
  audit = await Database.connect({ schema: 'audit', url: database.as('audit') });
  errors = [];
  sealer = await sealerOf(audit);
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await audit.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function sealerOf(on: Database): Promise<Sealer> {
  const anchors = await AnchorFile.open(file);
  closing.push(() => anchors.close());
  return new Sealer(on, new AnchorKey(secret), anchors, 60_000, (error) => errors.push(error));
}

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.as('police') });
  await client.connect();
  closing.push(() => client.end());
  return client;
}

const access = (organisation: string, operation: string): pg.QueryConfig =>
  statementFor(
    {
      person: { id: `officer@${organisation}`, organisation, roles: ['police_officer'], designatedForHalt: false },
      action: 'consult',
      operation,
      caseId: '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11',
      ground: 'police',
      outcome: 'done',
      request: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    },
    '2014-03-03T08:10:00.000Z',
  );

/** All that was entered. Transactions in databases of other tests can keep a round waiting. */
const sealAll = (by = sealer): Promise<void> =>
  eventually(async () => {
    await by.round();
    const [left] = await database.query<{ count: number }>(
      `select count(*)::integer as count from audit.access_entry entry left join audit.seal on seal.entry = entry.id
       where seal.entry is null`,
    );
    expect(left).toEqual({ count: 0 });
  });

/** Three rounds of entries of two organisations, each with its anchor; answers which anchor the second ended with. */
async function threeRounds(): Promise<number> {
  const client = await connected();
  const anchors: number[] = [];
  for (const round of [1, 2, 3]) {
    for (const number of [1, 2, 3]) {
      await client.query(access('PL1300', `reading ${String(round)}.${String(number)}`));
      await client.query(access('PL1700', `reading ${String(round)}.${String(number)}`));
    }
    await sealAll();
    const [last] = await database.query<{ number: string }>('select max(number) as number from audit.anchor');
    anchors.push(Number(last?.number));
  }
  return anchors[1] ?? 0;
}

/** As who has the database open would do it. */
const tamper = async (...statements: string[]): Promise<void> => {
  await database.query(`do $do$ begin set local session_replication_role = replica; ${statements.join(';')}; end $do$`);
};

const found = async (): Promise<string[]> => {
  const { findings } = await verify(audit, new AnchorKey(secret), file);
  return findings.map(({ kind, organisation, entry }) =>
    [kind, organisation ?? '', entry === undefined ? '' : 'entry'].join(' ').trim(),
  );
};

const one = (operation: string, organisation = 'PL1300'): string =>
  `operation = '${operation}' and organisation = '${organisation}'`;

/** The seals made anew over the entries as they are now, as an attacker would who knows how. */
async function sealAgain(): Promise<void> {
  await tamper('delete from audit.seal');
  const aside = join(folder, 'aside');
  const anchors = await AnchorFile.open(aside);
  await sealAll(new Sealer(audit, new AnchorKey('a key of the attacker'), anchors, 60_000, () => undefined));
  await anchors.close();
}

describe('The sealed access log', () => {
  it('is whole when nobody touched it, and has an anchor of each round in a file that only its owner reads', async () => {
    await threeRounds();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(await verify(audit, new AnchorKey(secret), file)).toEqual({
      findings: [],
      entries: 18,
      seals: 18,
      anchors: lines.length,
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.map((line) => anchorIn(line)?.number)).toEqual(lines.map((_line, index) => index + 1));
  });

  it('is whole while it is empty', async () => {
    await sealer.round();
    expect(await found()).toEqual([]);
  });

  it.each<[string, string[], string[]]>([
    [
      'a field is changed',
      [`update audit.access_entry set person = 'somebody else' where ${one('reading 2.2')}`],
      ['changed PL1300 entry'],
    ],
    [
      'an entry moves to another organisation',
      [`update audit.access_entry set organisation = 'PL1700' where ${one('reading 2.2')}`],
      ['changed PL1300 entry'],
    ],
    [
      'an entry in the middle is deleted',
      [`delete from audit.access_entry where ${one('reading 2.2')}`],
      ['deleted PL1300 entry'],
    ],
    [
      'an entry in the middle is deleted with its seal',
      [
        `delete from audit.seal where entry = (select id from audit.access_entry where ${one('reading 2.2')})`,
        `delete from audit.access_entry where ${one('reading 2.2')}`,
      ],
      ['deleted PL1300 entry'],
    ],
    [
      'an entry is put in between',
      [
        `insert into audit.access_entry (tx, position, id, at, organisation, person, role, action, operation, ground, outcome)
         overriding system value
         select tx, position + 1000, gen_random_uuid(), at, organisation, 'invented', role, action, operation, ground, outcome
         from audit.access_entry where ${one('reading 2.2')}`,
      ],
      ['inserted PL1300 entry'],
    ],
    [
      'two entries change places',
      [
        `create temporary table place on commit drop as select id, tx, position from audit.access_entry
           where operation in ('reading 2.1', 'reading 2.2') and organisation = 'PL1300'`,
        `alter table audit.access_entry alter column position set generated by default`,
        `update audit.access_entry set position = -position where id in (select id from place)`,
        `update audit.access_entry entry set tx = place.tx, position = place.position
         from place where entry.id in (select id from place) and place.id <> entry.id`,
      ],
      ['reordered PL1300 entry', 'reordered PL1300 entry'],
    ],
    [
      'the end of the entries is cut off',
      [`delete from audit.access_entry where operation = 'reading 3.3'`],
      ['truncated PL1300 entry', 'truncated PL1700 entry'],
    ],
    [
      'the end of the entries and their seals is cut off',
      [`delete from audit.seal where number > 6`, `delete from audit.access_entry where operation like 'reading 3.%'`],
      ['truncated PL1300', 'truncated PL1700'],
    ],
    [
      'the end is cut off the entries, the seals and the anchors',
      [
        `delete from audit.anchor where number > $second`,
        `delete from audit.seal where number > 6`,
        `delete from audit.access_entry where operation like 'reading 3.%'`,
      ],
      ['truncated', 'truncated PL1300', 'truncated PL1700'],
    ],
    [
      'everything is gone',
      [`delete from audit.anchor`, `delete from audit.seal`, `delete from audit.access_entry`],
      ['truncated', 'truncated PL1300', 'truncated PL1700'],
    ],
    ['an anchor is deleted', [`delete from audit.anchor where number = 2`], ['anchor']],
    [
      'an anchor is changed',
      [`update audit.anchor set document = replace(document, '"castAt":"2', '"castAt":"3') where number = 2`],
      ['anchor'],
    ],
  ])('tells when %s', async (_what, statements, kinds) => {
    const second = await threeRounds();
    await tamper(...statements.map((statement) => statement.replace('$second', String(second))));
    expect((await found()).sort()).toEqual([...kinds].sort());
  });

  it('tells when seals are cut off and nobody seals again', async () => {
    await threeRounds();
    await tamper('delete from audit.seal where number > 6');
    expect(await found()).toEqual(['truncated PL1300', 'truncated PL1700']);
    await tamper(`update audit.access_entry set written_at = written_at - interval '61 seconds'`);
    expect(await found()).toContain('unsealed PL1300 entry');
  });

  it('tells when an entry is changed and the seals are made anew', async () => {
    await threeRounds();
    await tamper(`update audit.access_entry set outcome = 'refused' where ${one('reading 2.2')}`);
    await sealAgain();
    expect(await found()).toEqual(expect.arrayContaining(['rewritten PL1300']));
  });

  it('tells when the end is cut off everywhere in the database, and the log goes on as if nothing happened', async () => {
    const second = await threeRounds();
    await tamper(
      `delete from audit.anchor where number > ${String(second)}`,
      `delete from audit.seal where number > 6`,
      `delete from audit.access_entry where operation like 'reading 3.%'`,
    );
    const client = await connected();
    for (const number of [1, 2, 3, 4]) await client.query(access('PL1300', `innocent ${String(number)}`));
    await sealAll();
    expect(errors).toEqual([expect.any(LogCutOff)]);
    expect(await found()).toEqual(expect.arrayContaining(['anchor', 'truncated PL1300', 'truncated PL1700']));
  });

  it('tells when the file is gone, cut short, or not ours', async () => {
    await threeRounds();
    const text = await readFile(file, 'utf8');
    await rm(file);
    expect(await found()).toEqual(['anchor']);
    const [first = '', second = '', ...rest] = text.split('\n');
    const { document = '' } = anchorIn(second) ?? {};
    const forged = new AnchorKey('another').sign(JSON.parse(document) as Anchor);
    await writeFile(file, `${first}\n${lineOf(forged)}${rest.join('\n')}`);
    expect(await found()).toEqual(['anchor', 'anchor']);
    await writeFile(file, [first, 'not an anchor', second, ...rest].join('\n'));
    expect(await found()).toEqual(['anchor']);
  });

  it('does not take half a line of a process that died for a fault', async () => {
    await threeRounds();
    await truncate(file, (await stat(file)).size - 20);
    const again = await sealerOf(audit);
    await sealAll(again);
    expect(errors).toEqual([]);
    expect(await found()).toEqual([]);
  });
});

describe('Sealing', () => {
  it('waits for a transaction that began earlier, so that an entry committed late is not skipped', async () => {
    const [slow, quick] = [await connected(), await connected()];
    await slow.query('begin');
    await slow.query(access('PL1300', 'late'));
    await quick.query(access('PL1300', 'early'));
    await sealer.round();
    expect(await database.query('select from audit.seal')).toHaveLength(0);
    await slow.query('commit');
    await sealAll();
    const sealed = await database.query(
      `select seal.number::integer, entry.operation from audit.seal join audit.access_entry entry on entry.id = seal.entry
       order by number`,
    );
    expect(sealed).toEqual([
      { number: 1, operation: 'late' },
      { number: 2, operation: 'early' },
    ]);
    expect(await found()).toEqual([]);
  });

  it('keeps one chain when two do it at once, while entries come in from everywhere', async () => {
    const other = await Database.connect({ schema: 'audit', url: database.as('audit') });
    closing.push(() => other.close());
    const sealers = [sealer, await sealerOf(other)];
    const writers = await Promise.all(Array.from({ length: 6 }, connected));
    let writing = true;
    const write = writers.map(async (client, writer) => {
      for (let number = 0; number < 60; number += 1) {
        await client.query('begin');
        await client.query(access(`PL${String(writer % 3)}`, `reading ${String(number)}`));
        await client.query(number % 7 === 0 ? 'rollback' : 'commit');
      }
    });
    const seal = sealers.map(async (one) => {
      while (writing) await one.round();
    });
    await Promise.all(write);
    writing = false;
    await Promise.all(seal);
    await sealAll();
    const { findings, entries, seals } = await verify(audit, new AnchorKey(secret), file);
    expect({ findings, entries, seals }).toEqual({ findings: [], entries: 306, seals: 306 });
    expect(errors).toEqual([]);
  });
});
