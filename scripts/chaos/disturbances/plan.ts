import type { Random } from '../random.js';

export const disturbanceKinds = [
  'kill',
  'freeze',
  'restart postgres',
  'crash postgres',
  'flush redis',
  'restart redis',
  'flood connections',
  'hold a lock',
  'move the clock',
  'poison',
] as const;
export type DisturbanceKind = (typeof disturbanceKinds)[number];

export interface Disturbance {
  kind: DisturbanceKind;
  /** Milliseconds after the disturbance before it. */
  after: number;
  /** How long it lasts, in milliseconds; of a move of the clock, how far. */
  lasts: number;
  /** From 0 to 1: whom it is, among those whom it can be. */
  whom: number;
}

const weights: Record<DisturbanceKind, number> = {
  kill: 10,
  freeze: 5,
  'restart postgres': 1.5,
  'crash postgres': 1.5,
  'flush redis': 3,
  'restart redis': 2,
  'flood connections': 1.5,
  'hold a lock': 2,
  'move the clock': 5,
  poison: 1,
};

const meanInterval = 3_500;
const longestInterval = 12_000;
const hour = 3_600_000;

/** Mostly within the terms of the agreements; now and then past the eight months after which the State advances. */
function hoursToMove(random: Random): number {
  if (random.chance(0.06)) return random.whole(245 * 24, 280 * 24);
  return random.chance(0.5) ? random.whole(1, 20) : random.whole(24, 30 * 24);
}

const lasting: Record<DisturbanceKind, (random: Random) => number> = {
  kill: () => 0,
  // Mostly shorter than anybody waits for, and now and then longer than the queue believes in whoever has a bag.
  freeze: (random) => (random.chance(0.06) ? random.whole(32_000, 38_000) : random.whole(500, 6_000)),
  'restart postgres': (random) => random.whole(0, 2_500),
  'crash postgres': (random) => random.whole(0, 1_500),
  'flush redis': () => 0,
  'restart redis': (random) => random.whole(0, 3_000),
  'flood connections': (random) => random.whole(500, 4_000),
  'hold a lock': (random) => random.whole(300, 3_000),
  'move the clock': (random) => hoursToMove(random) * hour,
  poison: () => 0,
};

/** The disturbances of a run, without end: the same for the same seed and backend. */
export function* plan(random: Random, redis: boolean): Generator<Disturbance, never> {
  const possible = disturbanceKinds.filter((kind) => redis || !kind.endsWith('redis'));
  // The first seconds have one of what the whole run is about.
  const first: DisturbanceKind[] = ['kill', 'poison', redis ? 'flush redis' : 'crash postgres'];
  for (;;) {
    const kind = first.shift() ?? random.weighed(possible, (one) => weights[one]) ?? 'kill';
    const after = Math.min(longestInterval, Math.round(random.interval(meanInterval)));
    yield { kind, after, lasts: lasting[kind](random), whom: random.next() };
  }
}
