import { setTimeout as pause } from 'node:timers/promises';
import { contexts, type ContextName } from '../../contract/index.js';
import type { Client, Database } from '../persistence/database.js';
import type { Doorbell } from './doorbell.js';
import type { Letter } from './letter.js';
import type { Bag, Post } from './post.js';

const lettersAtOnce = 500;
const lettersPerBag = 50;
/**
 * Where letters come in numbers a relay rests between two rounds twice as long as the round took, within a bound:
 * the busier the system, the fuller the bags. A letter that comes alone goes at once, and so does the next.
 */
const lettersInNumbers = 8;
const longestRest = 200;
const restAfterFailure = 250;
/** Before the others get a letter that comes alone: their work would take the processor from who has to act. */
const headStart = 4;
/** A committed event that nobody rang for (its process died in between) is found within this time. */
const restWithoutRing = 2_000;

/**
 * Takes committed events of one schema to the post. Marks them as published in the transaction that hands them
 * over: when that fails they are handed over again, and the inbox tells a letter that it had before.
 * Several relays share the work; a row that one holds, the others pass over.
 *
 * Whoever commits letters in this process hands them on as well. A relay with nothing else to do takes them to the
 * post as they are and marks them afterwards: the outbox is the net then, and not the road.
 */
export class Relay {
  private working: Promise<void> | undefined;
  private rung = false;
  /** Whether the outbox may hold what was committed earlier: letters at hand do not overtake that. */
  private behind = true;
  private stopped = false;
  private restsUntil = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly post: Post,
    private readonly doorbell: Doorbell,
    private readonly onError: (error: Error) => void,
  ) {}

  async start(): Promise<void> {
    await this.doorbell.listen((letters) => this.answer(letters));
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.doorbell.close();
    await this.working;
  }

  private answer(letters: readonly Letter[]): boolean {
    const isFree = !this.stopped && !this.working && !this.behind && performance.now() >= this.restsUntil;
    if (!isFree || letters.length === 0) {
      this.wake();
      return false;
    }
    this.begin(() => this.handOverAtOnce(letters));
    return true;
  }

  private wake(): void {
    if (this.stopped) return;
    this.rung = true;
    this.begin(() => this.round());
  }

  private begin(first: () => Promise<void>): void {
    this.working ??= this.work(first).finally(() => {
      this.working = undefined;
      if (this.rung) this.wake();
    });
  }

  private async work(first: () => Promise<void>): Promise<void> {
    clearTimeout(this.timer);
    let rest = restWithoutRing;
    try {
      await first();
      while (this.rung && !this.stopped) await this.round();
    } catch (error) {
      this.rung = false;
      this.behind = true;
      rest = restAfterFailure;
      this.onError(error as Error);
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.wake();
    }, rest);
  }

  private async round(): Promise<void> {
    const left = this.restsUntil - performance.now();
    if (left > 0) await pause(left);
    this.rung = false;
    const begun = performance.now();
    const letters = await this.handOverAll();
    this.behind = false;
    this.rest(letters, begun);
  }

  private async handOverAtOnce(letters: readonly Letter[]): Promise<void> {
    const begun = performance.now();
    await this.send(letters, headStart);
    await markPublished(this.database, letters);
    this.rest(letters.length, begun);
  }

  private rest(letters: number, begun: number): void {
    const now = performance.now();
    this.restsUntil = letters < lettersInNumbers ? now : now + Math.min(longestRest, 2 * (now - begun));
  }

  /** Answers how many letters there were the last time. */
  private async handOverAll(): Promise<number> {
    for (;;) {
      const letters = this.stopped ? 0 : await this.handOver();
      if (letters < lettersAtOnce) return letters;
    }
  }

  private handOver(): Promise<number> {
    return this.database.forgettableTransaction(async (client) => {
      const letters = await takeUnpublished(client, this.database.schema);
      await this.send(letters);
      return letters.length;
    });
  }

  /** To one after the other: who has to act has it in hand when those who only look on get it. */
  private async send(letters: readonly Letter[], headStart = 0): Promise<void> {
    const [first, ...others] = sorted(letters);
    if (!first) return;
    await this.post.send(...first);
    if (headStart > 0 && others.length > 0) await pause(headStart);
    for (const [addressee, bags] of others) await this.post.send(addressee, bags);
  }
}

interface Row {
  envelope: Letter['event'];
  addressees: ContextName[];
  numbers: Letter['numbers'];
  after: Letter['after'];
  position: number;
}

async function takeUnpublished(client: Client, schema: string): Promise<Letter[]> {
  const { rows } = await client.query<Row>({
    name: `relay-take-${schema}`,
    text: `update ${schema}.event set published_at = clock_timestamp()
           where id = any (array(
             select id from ${schema}.event where published_at is null
             order by position limit ${String(lettersAtOnce)} for update skip locked
           ))
           returning position, envelope, addressees, numbers, after`,
  });
  return rows
    .sort((a, b) => a.position - b.position)
    .map((row) => ({ event: row.envelope, to: row.addressees, numbers: row.numbers, after: row.after }));
}

/** Those that another relay took meanwhile are marked. */
const markPublished = (database: Database, letters: readonly Letter[]): Promise<void> =>
  database.forgettable({
    name: `relay-mark-${database.schema}`,
    text: `update ${database.schema}.event set published_at = clock_timestamp() where id = any ($1) and published_at is null`,
    values: [letters.map(({ event }) => event.id)],
  });

/**
 * One bag holds many letters; the order per addressee is kept. The agencies come first, in the order of the chain,
 * whatever the letters are: one of them has to act.
 */
function sorted(letters: readonly Letter[]): [ContextName, Bag[]][] {
  const perAddressee = new Map<ContextName, Letter[]>();
  for (const letter of letters) {
    for (const addressee of letter.to) {
      const pile = perAddressee.get(addressee) ?? [];
      pile.push(letter);
      perAddressee.set(addressee, pile);
    }
  }
  return contexts.flatMap((addressee): [ContextName, Bag[]][] => {
    const pile = perAddressee.get(addressee);
    return pile ? [[addressee, inBags(pile)]] : [];
  });
}

function inBags(letters: readonly Letter[]): Bag[] {
  const bags: Bag[] = [];
  for (let start = 0; start < letters.length; start += lettersPerBag) {
    bags.push({ letters: letters.slice(start, start + lettersPerBag) });
  }
  return bags;
}
