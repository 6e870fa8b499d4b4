import { setTimeout as pause } from 'node:timers/promises';
import type { ContextName } from '../../contract/index.js';
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
/** A committed event that nobody rang for (its process died in between) is found within this time. */
const restWithoutRing = 2_000;

/**
 * Takes committed events of one schema to the post. Marks them as published in the transaction that hands them
 * over: when that fails they are handed over again, and the inbox tells a letter that it had before.
 * Several relays share the work; a row that one holds, the others pass over.
 */
export class Relay {
  private working: Promise<void> | undefined;
  private rung = false;
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
    await this.doorbell.listen(() => {
      this.wake();
    });
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.doorbell.close();
    await this.working;
  }

  private wake(): void {
    if (this.stopped) return;
    this.rung = true;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
      if (this.rung) this.wake();
    });
  }

  private async work(): Promise<void> {
    clearTimeout(this.timer);
    let rest = restWithoutRing;
    try {
      do {
        await this.round();
      } while (this.rung && !this.stopped);
    } catch (error) {
      this.rung = false;
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
    const ended = performance.now();
    this.restsUntil = letters < lettersInNumbers ? ended : ended + Math.min(longestRest, 2 * (ended - begun));
  }

  /** Answers how many letters there were the last time. */
  private async handOverAll(): Promise<number> {
    for (;;) {
      const letters = this.stopped ? 0 : await this.handOver();
      if (letters < lettersAtOnce) return letters;
    }
  }

  private handOver(): Promise<number> {
    return this.database.transaction(async (client) => {
      const letters = await takeUnpublished(client, this.database.schema);
      await Promise.all(sorted(letters).map(([addressee, bags]) => this.post.send(addressee, bags)));
      return letters.length;
    });
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

/** One bag holds many letters; the order per addressee is kept. */
function sorted(letters: Letter[]): [ContextName, Bag[]][] {
  const perAddressee = new Map<ContextName, Letter[]>();
  for (const letter of letters) {
    for (const addressee of letter.to) {
      const pile = perAddressee.get(addressee) ?? [];
      pile.push(letter);
      perAddressee.set(addressee, pile);
    }
  }
  return [...perAddressee].map(([addressee, pile]) => [addressee, inBags(pile)]);
}

function inBags(letters: Letter[]): Bag[] {
  const bags: Bag[] = [];
  for (let start = 0; start < letters.length; start += lettersPerBag) {
    bags.push({ letters: letters.slice(start, start + lettersPerBag) });
  }
  return bags;
}
