import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { producers } from '../../libs/contract/index.js';
import { isObject } from '../scenario/json.js';
import { Offer } from '../scenario/offer.js';
import { Tokens } from '../scenario/tokens.js';
import type { ChaosOptions } from './arguments.js';
import { Books } from './books.js';
import { Caller, told } from './caller.js';
import { Commander } from './cases/commander.js';
import { play, type Table } from './cases/player.js';
import { checkCommands } from './checks/commands.js';
import type { Ask, Fault } from './checks/fault.js';
import { checkMessages, checkParked } from './checks/messages.js';
import { checkMoney } from './checks/money.js';
import { checkRebuilds } from './checks/rebuilds.js';
import { checkRemains } from './checks/remains.js';
import type { Diary } from './diary.js';
import { Disturber } from './disturbances/disturb.js';
import { plan } from './disturbances/plan.js';
import { House } from './house/house.js';
import { Random } from './random.js';
import { storedLetters, type Stored } from './report.js';
import { administrator, ScenarioTime } from './scenario-time.js';
import { traceOf } from './trace.js';

const hands = 8;
const employers = ['vervoer-nergens', 'school-nergens', 'ziekenhuis-nergens'];
const quietMilliseconds = 180_000;

export interface Outcome {
  stored: Stored;
  /** Of the first case in which something is wrong. */
  trace: string[];
}

/** One run: builds the house, plays and breaks for so long, and checks what is left. What is wrong is in the diary. */
export async function run(options: ChaosOptions, diary: Diary): Promise<Outcome> {
  const house = await House.build({
    redis: options.redis,
    onFall: (words) => {
      diary.fault(words);
    },
  });
  try {
    await house.open();
    diary.note('everything is up');
    const books = new Books();
    const poisoned = await playAndDisturb(options, diary, house, books);
    return await judge(diary, house, books, poisoned);
  } finally {
    const keepLogs = diary.faults.length > 0;
    if (keepLogs) diary.note(`what the processes said is in ${house.folder}`);
    await house.demolish(keepLogs);
  }
}

async function playAndDisturb(options: ChaosOptions, diary: Diary, house: House, books: Books): Promise<Set<string>> {
  const random = new Random(options.seed);
  const tokens = new Tokens(() => house.issuer.url);
  const gateways = house.gateways.map(({ url }) => url);
  const caller = new Caller(gateways, tokens, diary);
  const time = new ScenarioTime(caller);
  await time.set(time.now);
  const until = performance.now() + options.minutes * 60_000;
  const table: Table = {
    caller,
    time,
    diary,
    employers,
    commander: new Commander(caller, books, diary),
    offer: Offer.from((await caller.send(undefined, { method: 'GET', path: '/v1/openapi.json' })).json),
    cases: [],
    isOver: () => performance.now() > until,
  };
  await Promise.all(employers.map((code) => register(caller, code)));
  const disturber = new Disturber(house, diary, time);
  const disturbing = disturber.follow(plan(random.of('disturbances'), options.redis));
  await Promise.all(
    Array.from({ length: hands }, (_, hand) => play(table, random.of(`hand ${String(hand)}`), String(hand))),
  );
  await disturber.stop();
  await disturbing;
  diary.note('everything is whole again');
  await untilQuiet(caller, diary, disturber.poisonedCases.size);
  return disturber.poisonedCases;
}

async function register(caller: Caller, code: string): Promise<void> {
  const body = { name: code, type: 'employer', sector: 'health_care', municipality: '0599' };
  const reply = await caller.send(administrator, { method: 'PUT', path: `/v1/organisations/${code}`, body });
  if (reply.status >= 300) throw new Error(`the employer ${code} is not accepted: ${told(reply)}`);
}

/** Everything that was told has been heard by everyone; more may be parked only than was poisoned. */
async function untilQuiet(caller: Caller, diary: Diary, poisoned: number): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const { json } = await caller.send(administrator, { method: 'GET', path: '/v1/clock?quiet=true' });
    const { quiet = false, parked = 0 } = isObject(json) ? json : {};
    if (quiet === true) break;
    if (performance.now() - begun > quietMilliseconds) {
      diary.fault(`it does not become quiet (${JSON.stringify(parked)} parked, of which ${String(poisoned)} poisoned)`);
      return;
    }
    await pause(100);
  }
  diary.note(`quiet after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

async function judge(diary: Diary, house: House, books: Books, poisoned: Set<string>): Promise<Outcome> {
  const client = new pg.Client({ connectionString: house.postgres.url, application_name: 'chaos' });
  // What is asked of it then fails.
  client.on('error', () => undefined);
  await client.connect();
  const ask: Ask = async (text, values) => (await client.query(text, values)).rows as never;
  try {
    const checks: [string, () => Promise<Fault[]>][] = [
      ['commands', () => checkCommands(ask, books)],
      ['messages', () => checkMessages(ask)],
      ['parked', () => checkParked(ask, poisoned)],
      ['money', () => checkMoney(ask, books)],
      ['rebuilds', () => checkRebuilds(ask, house.postgres.url, house.secret)],
      ['stopping', async () => (await house.stopMembers()).map((words) => ({ words }))],
      ['remains', () => checkRemains(ask, house)],
    ];
    for (const [name, check] of checks) {
      const faults = await check();
      for (const { words, caseId } of faults) diary.fault(`${name}: ${words}`, caseId);
      diary.note(`checked ${name}: ${faults.length === 0 ? 'clean' : `${String(faults.length)} faults`}`);
    }
    const [stored] = await ask<Stored & pg.QueryResultRow>(storedLetters(producers));
    const caseId = diary.faults.find((fault) => fault.caseId !== undefined)?.caseId;
    const trace = caseId === undefined ? [] : await traceOf(ask, diary, caseId);
    return { stored: stored ?? { events: 0, letters: 0, cases: 0 }, trace };
  } finally {
    await client.end();
  }
}
