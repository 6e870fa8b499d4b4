import { stated } from '../../platform/casework/stated.js';
import type { Mark } from '../../contract/law/offences.js';
import { ruleSetOn, type ConditionId, type Consequence, type RuleSet } from '../rule-sets.js';
import { age } from './age.js';
import type { Weigh, WeighedFacts } from './condition.js';
import { confession } from './confession.js';
import { damagePerCase } from './damage-per-case.js';
import { damagePerPerson } from './damage-per-person.js';
import { designatedOfficer } from './designated-officer.js';
import { earlierHalt } from './earlier-halt.js';
import { offence } from './offence.js';
import { parents } from './parents.js';
import { value } from './value.js';
import { voluntary } from './voluntary.js';

/** Every condition, by its identifier in the rule sets, in their order. */
export const weighings: Record<ConditionId, Weigh> = {
  offence,
  age,
  confession,
  voluntary,
  parents,
  'earlier-halt': earlierHalt,
  'damage-per-person': damagePerPerson,
  'damage-per-case': damagePerCase,
  value,
  'designated-officer': designatedOfficer,
};

export const conditionIds = Object.keys(weighings) as ConditionId[];

/** A condition as it was weighed, with its rule and its source. */
export interface WeighedCondition {
  id: ConditionId;
  /** Lifted: not met, but the prosecutor's own referral is the consent. */
  outcome: 'pass' | 'fail' | 'lifted';
  consequence: Consequence | null;
  rule: string;
  source: string;
  mark: Mark;
  note?: string;
}

export type Verdict = 'eligible' | Consequence;

export interface EligibilityDecision {
  ruleSet: string;
  verdict: Verdict;
  failing: ConditionId[];
  conditions: WeighedCondition[];
}

/**
 * What consent can lift, a referral by the prosecutor himself lifts: he gives his consent with it. Any offence
 * is at his discretion; what only the law could lift stays.
 */
const isLifted = (id: ConditionId, consequence: Consequence, { referrer }: WeighedFacts): boolean =>
  referrer === 'om' && (id === 'offence' || consequence === 'needs_consent');

function weigh(id: ConditionId, facts: WeighedFacts, rules: RuleSet): WeighedCondition {
  const { rule, source, mark, note: ruleNote } = rules.conditions[id];
  const weighing = weighings[id](facts, rules);
  const notes = [weighing.note, ruleNote].filter(Boolean).join(' ');
  const weighed = { id, rule, source, mark, note: notes === '' ? undefined : notes };
  if (weighing.outcome === 'pass') return stated({ ...weighed, outcome: 'pass', consequence: null });
  if (!isLifted(id, weighing.consequence, facts)) {
    return stated({ ...weighed, outcome: 'fail', consequence: weighing.consequence });
  }
  const note = [notes, 'Lifted: the prosecutor himself referred.'].join(' ').trim();
  return { ...weighed, outcome: 'lifted', consequence: null, note };
}

/** May Halt take this case? By the rules in force on the date of the offence, with every condition weighed. */
export function decideEligibility(facts: WeighedFacts): EligibilityDecision {
  const rules = ruleSetOn(facts.offenceOn);
  const conditions = conditionIds.map((id) => weigh(id, facts, rules));
  const consequences = conditions.map(({ consequence }) => consequence);
  const verdict = (['not_eligible', 'needs_consent'] as const).find((one) => consequences.includes(one)) ?? 'eligible';
  const failing = conditions.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
  return { ruleSet: rules.id, verdict, failing, conditions };
}
