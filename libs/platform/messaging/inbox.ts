import { faultsOf, isEventType, type ContextName, type Instant, type Producer } from '../../contract/index.js';
import type { Clock } from '../clock/clock.js';
import type { Client, Database, Statement } from '../persistence/database.js';
import { isTransient } from '../persistence/transient.js';
import { openRecords, saveRecords, savingOf, type CaseRecord } from './case-record.js';
import { arrivalOf, noteHandled, type Letter } from './letter.js';
import { droppingOf, keepPending, parkLetter, pendingOf, type PendingLetter } from './pending-letters.js';

/** What a context does with the letters that it gets. */
export interface LetterHandler<Work> {
  /** What the work on one case begins with. */
  begin(record: CaseRecord, now: Instant): Work;
  /** Reads what the letters that are there ask for besides the record. */
  prepare?(client: Client, toCome: readonly { work: Work; letters: readonly Letter[] }[]): Promise<void>;
  /** Handles one letter in memory; what it throws parks the letter. */
  handle(work: Work, letter: Letter): void;
  /** Works out what follows from all that was handled, where that asks for reading: what changes the record does so here at last. */
  conclude?(client: Client, works: Work[]): Promise<void>;
  /** What stores what was done: sent with the commit of the transaction that notes the letters as handled. */
  store(works: Work[]): readonly Statement[];
  /** After the commit. */
  stored?(works: Work[]): void;
}

/** A letter that its handler could not handle. */
class LetterFailure extends Error {
  constructor(
    readonly letter: Letter,
    override readonly cause: unknown,
  ) {
    super('a letter could not be handled');
  }
}

interface OpenCase<Work> {
  record: CaseRecord;
  work: Work;
  pending: PendingLetter[];
  arrived: Letter[];
  handled: { caseId: string; producer: Producer; number: number }[];
  early: { letter: Letter; number: number }[];
}

/**
 * Handles letters once each, in the order of their producer, and never before what their writer had seen.
 * What comes too early waits; what cannot be handled is parked with its error and holds up its own case only.
 */
export class Inbox<Work> {
  constructor(
    private readonly database: Database,
    private readonly addressee: ContextName,
    private readonly handler: LetterHandler<Work>,
    private readonly clock: Clock,
    private readonly onParked: (letter: Letter, error: unknown) => void,
  ) {}

  deliver(letters: Letter[]): Promise<void> {
    return this.deliverAll(letters, false);
  }

  /** Tries the parked letters of these cases again, and then what waited behind them. */
  async retry(caseIds: string[]): Promise<void> {
    const parked = await this.database.query<{ letter: Letter }>({
      text: `select letter from ${this.database.schema}.pending_letter
             where case_id = any ($1) and error is not null order by case_id, producer, number`,
      values: [caseIds],
    });
    for (const { letter } of parked) await this.deliverAll([letter], true);
  }

  private async deliverAll(letters: Letter[], alsoParked: boolean): Promise<void> {
    for (let again = alsoParked; ; again = false) {
      try {
        await this.handleTogether(letters, again);
        return;
      } catch (error) {
        if (error instanceof LetterFailure && !isTransient(error.cause)) {
          await this.park(error.letter, error.cause);
        } else if (isTransient(error) || error instanceof LetterFailure) {
          throw error;
        } else {
          await this.deliverApart(letters, error);
          return;
        }
      }
    }
  }

  /** The store failed for the letters together: find out for which, without holding up the others. */
  private async deliverApart(letters: Letter[], error: unknown): Promise<void> {
    const [only] = letters;
    if (letters.length === 1 && only) {
      await this.park(only, error);
      return;
    }
    for (const letter of letters) await this.deliver([letter]);
  }

  private async handleTogether(letters: Letter[], alsoParked: boolean): Promise<void> {
    const now = await this.clock.now();
    const works = await this.database.concludedTransaction(async (client) => {
      const cases = await this.open(client, letters, now);
      await this.handler.prepare?.(client, cases.map(withLetters));
      cases.forEach((one) => {
        this.handleInOrder(one, alsoParked);
      });
      const busy = cases.filter((one) => one.handled.length > 0);
      const works = busy.map((one) => one.work);
      await this.handler.conclude?.(client, works);
      const noting = await this.noteHandled(client, cases);
      return { result: works, last: [...this.handler.store(works), ...noting] };
    });
    this.handler.stored?.(works);
  }

  private async noteHandled(client: Client, cases: OpenCase<Work>[]): Promise<Statement[]> {
    const { schema } = this.database;
    const kept = await keepPending(
      client,
      schema,
      cases.flatMap((one) => one.early),
    );
    cases.forEach((one) => (one.record.waiting += (kept.get(one.record.caseId) ?? 0) - handledPending(one).length));
    const dropped = cases.flatMap(handledPending);
    const changed = cases.filter((one) => one.handled.length > 0 || kept.has(one.record.caseId));
    const dropping = dropped.length > 0 ? [droppingOf(schema, dropped)] : [];
    return changed.length > 0 ? [...dropping, savingOf(schema, changed.map(recordOf))] : dropping;
  }

  private async open(client: Client, letters: Letter[], now: Instant): Promise<OpenCase<Work>[]> {
    const numbers = new Map(letters.map(({ event }) => [event.caseId, event.caseNumber]));
    const records = await openRecords(client, this.database.schema, numbers);
    const waiting = [...records.values()].filter((record) => record.waiting > 0).map((record) => record.caseId);
    const pending = waiting.length > 0 ? await pendingOf(client, this.database.schema, waiting) : [];
    return [...records.values()].map((record) => ({
      record,
      work: this.handler.begin(record, now),
      pending: pending.filter(({ letter }) => letter.event.caseId === record.caseId),
      arrived: letters.filter(({ event }) => event.caseId === record.caseId),
      handled: [],
      early: [],
    }));
  }

  private handleInOrder(open: OpenCase<Work>, alsoParked: boolean): void {
    const parked = new Set(
      open.pending.filter((one) => one.error !== null && !alsoParked).map((one) => keyOf(one.letter, one.number)),
    );
    let candidates = [...open.pending.map((one) => one.letter), ...open.arrived];
    for (let progress = true; progress;) {
      progress = false;
      const early: Letter[] = [];
      for (const letter of candidates) {
        const number = this.numberOf(letter);
        const arrival = arrivalOf(letter, this.addressee, open.record);
        if (arrival === 'had-before') continue;
        if (arrival === 'early' || parked.has(keyOf(letter, number))) {
          early.push(letter);
          continue;
        }
        this.handle(open, letter, number);
        progress = true;
      }
      candidates = early;
    }
    open.early = candidates.map((letter) => ({ letter, number: this.numberOf(letter) }));
  }

  private handle(open: OpenCase<Work>, letter: Letter, number: number): void {
    try {
      const { type, data } = letter.event;
      const faults = isEventType(type) ? faultsOf(type, data) : ['unknown event type'];
      if (faults.length > 0)
        throw new Error(`event ${letter.event.id} does not fit the catalogue: ${faults.join('; ')}`);
      // First, so that what is written in answer comes after the letter that it answers, wherever it arrives.
      noteHandled(letter, this.addressee, open.record);
      this.handler.handle(open.work, letter);
    } catch (error) {
      throw new LetterFailure(letter, error);
    }
    open.handled.push({ caseId: open.record.caseId, producer: letter.event.producer, number });
  }

  private async park(letter: Letter, error: unknown): Promise<void> {
    const { schema } = this.database;
    await this.database.transaction(async (client) => {
      const records = await openRecords(client, schema, new Map([[letter.event.caseId, letter.event.caseNumber]]));
      const [record] = [...records.values()];
      // Another process may have managed meanwhile.
      if (record && arrivalOf(letter, this.addressee, record) === 'had-before') return;
      const added = await parkLetter(client, schema, letter, this.numberOf(letter), describe(error));
      if (record && added) await saveRecords(client, schema, [{ ...record, waiting: record.waiting + 1 }]);
    });
    this.onParked(letter, error);
  }

  private numberOf(letter: Letter): number {
    return letter.numbers[this.addressee] ?? 0;
  }
}

const withLetters = <Work>({ work, pending, arrived }: OpenCase<Work>): { work: Work; letters: Letter[] } => ({
  work,
  letters: [...pending.map(({ letter }) => letter), ...arrived],
});

const recordOf = <Work>({ record }: OpenCase<Work>): CaseRecord => record;

const keyOf = (letter: Letter, number: number): string => `${letter.event.producer} ${String(number)}`;

function handledPending<Work>(open: OpenCase<Work>): OpenCase<Work>['handled'] {
  const pending = new Set(open.pending.map((one) => keyOf(one.letter, one.number)));
  return open.handled.filter((one) => pending.has(`${one.producer} ${String(one.number)}`));
}

/** The kind of error and its own words; the words of a defect of ours never hold what a person wrote. */
export const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
