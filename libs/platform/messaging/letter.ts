import type { ChainEvent, ContextName, Producer } from '../../contract/index.js';

/** How many letters about a case one producer has sent to each addressee. */
export type Numbers = Partial<Record<ContextName, number>>;

/** Per producer, the numbers of the last letter of it that was seen. */
export type Seen = Partial<Record<Producer, Numbers>>;

/**
 * An event on its way. `numbers` is the producer's count per addressee including this letter, so an addressee
 * can tell a letter that it had before, one that comes too early, and the next one. `after` is what the writer
 * had seen of this case from others: a letter waits until its addressee has handled as much.
 */
export interface Letter {
  event: ChainEvent;
  to: ContextName[];
  numbers: Numbers;
  after: Seen;
}

/** Where a context stands with the letters about one case. */
export interface Correspondence {
  sent: Numbers;
  received: Partial<Record<Producer, number>>;
  seen: Seen;
}

export type Arrival = 'next' | 'early' | 'had-before';

/** Whether this letter is the one that its addressee may handle now. */
export function arrivalOf(letter: Letter, addressee: ContextName, at: Correspondence): Arrival {
  const { producer } = letter.event;
  const number = letter.numbers[addressee] ?? 0;
  const handled = at.received[producer] ?? 0;
  if (number <= handled) return 'had-before';
  if (number > handled + 1) return 'early';
  return causesHandled(letter, addressee, at) ? 'next' : 'early';
}

function causesHandled(letter: Letter, addressee: ContextName, at: Correspondence): boolean {
  return entriesOf(letter.after).every(
    ([producer, numbers]) => isSelf(producer, addressee) || (numbers[addressee] ?? 0) <= (at.received[producer] ?? 0),
  );
}

const isSelf = (producer: Producer, addressee: ContextName): boolean => producer === addressee;

/** Notes that the letter was handled. */
export function noteHandled(letter: Letter, addressee: ContextName, at: Correspondence): void {
  const { producer } = letter.event;
  at.received[producer] = letter.numbers[addressee] ?? 0;
  noteSeen(at.seen, producer, letter.numbers);
  for (const [other, numbers] of entriesOf(letter.after)) {
    if (!isSelf(other, addressee)) noteSeen(at.seen, other, numbers);
  }
}

function noteSeen(seen: Seen, producer: Producer, numbers: Numbers): void {
  const known = (seen[producer] ??= {});
  for (const [addressee, number] of Object.entries(numbers) as [ContextName, number][]) {
    known[addressee] = Math.max(known[addressee] ?? 0, number);
  }
}

/** Numbers the event for its addressees and seals it with what its writer had seen. */
export function seal(event: ChainEvent, to: ContextName[], at: Correspondence): Letter {
  for (const addressee of to) at.sent[addressee] = (at.sent[addressee] ?? 0) + 1;
  return { event, to, numbers: { ...at.sent }, after: structuredClone(at.seen) };
}

const entriesOf = (seen: Seen): [Producer, Numbers][] => Object.entries(seen) as [Producer, Numbers][];
