import type { Goal, Measured, Pair } from './figures.js';
import type { Settings } from './settings.js';
import type { Stage } from './stage.js';

interface Basis {
  name: string;
  unit: string;
  goal?: (settings: Settings) => Goal;
  /** What it shares with the rows beside it; other rows need the machine for themselves. */
  on?: 'scene' | 'scale';
  /** Told on the screen only. */
  tableOnly?: boolean;
  /** Where it is not as many as is asked for. */
  rounds?: (settings: Settings) => number;
  /** A first round that does not count. */
  warmUp?: boolean;
}

/** Against a floor that is measured in the same round. */
export interface ComparedRow extends Basis {
  compare: (stage: Stage, round: number) => Promise<Pair>;
}

/** By itself: there is no floor. */
export interface LoneRow extends Basis {
  measure: (stage: Stage, round: number) => Promise<Measured>;
}

export type Row = ComparedRow | LoneRow;
