import type { Instant, LocalDate } from '../contract/index.js';
import type { AgreedTerm } from './catalogue/agreement.js';
import type { Subject } from './subject.js';
import { keyOf } from './subject.js';
import type { SkippedDay } from '../platform/terms/index.js';

export type Outcome = 'running' | 'due_soon' | 'breached' | 'met' | 'met_late' | 'waived' | 'lapsed';

/** How a round ended, other than by time. */
export interface Ending {
  how: 'met' | 'lapsed' | 'waived';
  at: Instant;
  /** The event that ended it. */
  by: string;
}

/** One round of one agreement of a case: a clock, or conduct judged at once. */
export interface Clock {
  agreement: string;
  set: string;
  subject: Subject;
  /** The event that began the round. */
  round: string;
  /** When that event happened: for conduct, when it was judged. */
  startedAt: Instant;
  countsFrom: Instant;
  term?: AgreedTerm;
  lastDay?: LocalDate;
  /** The first moment after the term. */
  endsAt?: Instant;
  dueSoonAt?: Instant;
  skipped: readonly SkippedDay[];
  /** Conduct: whether what was required was done. */
  kept?: boolean;
  ending?: Ending;
}

export const clockKey = (clock: Pick<Clock, 'agreement' | 'subject' | 'round'>): string =>
  `${clock.agreement} ${keyOf(clock.subject)} ${clock.round}`;

/** How the clock stands at a moment. */
export function outcomeAt(clock: Clock, now: Instant): Outcome {
  const { ending, endsAt = '', dueSoonAt = '', kept } = clock;
  if (ending?.how === 'waived') return 'waived';
  if (kept !== undefined) return kept ? 'met' : 'breached';
  if (ending?.how === 'lapsed') return 'lapsed';
  if (ending?.how === 'met') return ending.at < endsAt ? 'met' : 'met_late';
  if (now >= endsAt) return 'breached';
  return now >= dueSoonAt ? 'due_soon' : 'running';
}

/** When time alone changes the outcome next; undefined when it never does. */
export function nextChange(clock: Clock, now: Instant): Instant | undefined {
  const outcome = outcomeAt(clock, now);
  if (outcome === 'running') return clock.dueSoonAt;
  return outcome === 'due_soon' ? clock.endsAt : undefined;
}

/** What can still be waived (chain.md: waiving what is not running, due soon or breached is a conflict). */
export const canBeWaived = (outcome: Outcome): boolean =>
  outcome === 'running' || outcome === 'due_soon' || outcome === 'breached';

/** How long it took to keep the agreement, in hours; undefined while it was not kept. */
export const hoursTaken = ({ countsFrom, ending }: Clock): number | undefined =>
  ending?.how === 'met' ? Math.max(0, (Date.parse(ending.at) - Date.parse(countsFrom)) / 3_600_000) : undefined;
