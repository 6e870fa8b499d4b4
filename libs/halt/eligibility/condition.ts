import type { EventData } from '../../contract/index.js';
import type { Consequence, RuleSet } from '../rule-sets.js';

/** What a referral is weighed on. */
export type WeighedFacts = EventData<'suspect.referred-to-halt'> & {
  /** The damage of all referrals of the case for a damage offence, this one included. */
  caseDamageCents: number;
};

export type Weighing =
  { outcome: 'pass'; note?: string } | { outcome: 'fail'; consequence: Consequence; note?: string };

/** One condition: a pure function named after its identifier in the rule set. */
export type Weigh = (facts: WeighedFacts, rules: RuleSet) => Weighing;

export const pass = (note?: string): Weighing => ({ outcome: 'pass', ...(note ? { note } : {}) });

export const fail = (consequence: Consequence, note?: string): Weighing => ({
  outcome: 'fail',
  consequence,
  ...(note ? { note } : {}),
});
