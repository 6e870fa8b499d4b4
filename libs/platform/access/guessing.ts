import { LRUCache } from 'lru-cache';
import type { Instant } from '../../contract/index.js';
import { tooManyRequests } from '../http/problem.js';

/** Who may miss how often in how long, and what it costs. */
export interface GuessingLimits {
  misses: number;
  windowSeconds: number;
  lockSeconds: number;
}

export const guessingLimits: GuessingLimits = { misses: 10, windowSeconds: 15 * 60, lockSeconds: 60 * 60 };

export type LookUp<Found> = { found: Found | undefined } | { waitSeconds: number };

interface Tries {
  /** Milliseconds since 1970, the oldest first. */
  missedAt: number[];
  /** Not answered yet: as good as missed, else a burst of questions would be free. */
  underWay: number;
  lockedUntil: number;
}

const mostRemembered = 100_000;

/**
 * Looks things up by numbers that can be guessed. Who misses too often is locked out of that lookup, also for numbers
 * that exist; finding something costs nothing. One for each kind of lookup; each process counts for itself.
 */
export class Guessing {
  private readonly tries = new LRUCache<string, Tries>({ max: mostRemembered });

  constructor(private readonly limits: GuessingLimits = guessingLimits) {}

  /** `who`: a person, or the address of somebody who is not known. What does not exist for him is undefined. */
  async lookUp<Found>(who: string, now: Instant, find: () => Promise<Found | undefined>): Promise<LookUp<Found>> {
    const at = Date.parse(now);
    const tries = this.triesOf(who, at);
    const waitSeconds = waitIn(tries, at, this.limits);
    if (waitSeconds > 0) return { waitSeconds };
    tries.underWay += 1;
    try {
      const found = await find();
      if (found === undefined) countMiss(tries, at, this.limits);
      return { found };
    } finally {
      tries.underWay -= 1;
    }
  }

  private triesOf(who: string, at: number): Tries {
    const tries = this.tries.get(who) ?? { missedAt: [], underWay: 0, lockedUntil: 0 };
    tries.missedAt = tries.missedAt.filter((missed) => missed > at - this.limits.windowSeconds * 1000);
    this.tries.set(who, tries);
    return tries;
  }
}

function waitIn({ lockedUntil, missedAt, underWay }: Tries, at: number, { misses }: GuessingLimits): number {
  if (lockedUntil > at) return (lockedUntil - at) / 1000;
  return missedAt.length + underWay >= misses ? 1 : 0;
}

function countMiss(tries: Tries, at: number, { misses, lockSeconds }: GuessingLimits): void {
  tries.missedAt.push(at);
  if (tries.missedAt.length < misses) return;
  tries.lockedUntil = at + lockSeconds * 1000;
  tries.missedAt = [];
}

/** For the HTTP edge: what was found, or the problem for who has to wait. */
export function foundOrLockedOut<Found>(outcome: LookUp<Found>): Found | undefined {
  if ('found' in outcome) return outcome.found;
  throw tooManyRequests('Too many numbers were asked for that do not exist.', outcome.waitSeconds);
}
