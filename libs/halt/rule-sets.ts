import type { LocalDate } from '../contract/index.js';
import type { Mark } from '../contract/law/offences.js';
import law from './rule-sets.json' with { type: 'json' };

/** What follows when a condition is not met. */
export type Consequence = 'needs_consent' | 'not_eligible';

export interface Condition {
  rule: string;
  otherwise: string;
  source: string;
  mark: Mark;
  note?: string;
}

interface Ceiling extends Condition {
  ceilingCents: number;
  offences: readonly string[];
}

export interface Conditions {
  offence: Condition;
  age: Condition & { youngest: number; oldest: number; oldestInGroup: number };
  confession: Condition & { outOfConviction: Consequence };
  voluntary: Condition;
  parents: Condition & { underAge: number };
  'earlier-halt': Condition & { atMost: number; monthsBefore: number };
  'damage-per-person': Ceiling;
  'damage-per-case': Ceiling;
  value: Ceiling;
  'designated-officer': Condition;
}

export type ConditionId = keyof Conditions;

export interface RuleSet {
  id: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  source: string;
  mark: Mark;
  offences: { eligible: readonly string[]; needsConsent: readonly string[] };
  /** Under which name of these lists an article is found, where it differs. */
  offenceNames: Readonly<Record<string, string>>;
  conditions: Conditions;
  maxHours: { value: number; source: string; mark: Mark };
}

interface Change {
  condition: ConditionId;
  set?: object;
  source?: string;
  note?: string;
  mark: Mark;
}

interface ChangedRuleSet extends Pick<RuleSet, 'id' | 'validFrom' | 'validTo' | 'source' | 'mark'> {
  basedOn: string;
  changes: Change[];
}

function changed(conditions: Conditions, { condition, set, source, note, mark }: Change): Conditions {
  const before = conditions[condition];
  const after = { ...before, ...set, mark, ...(source ? { source } : {}), ...(note ? { note } : {}) };
  return { ...conditions, [condition]: after };
}

/** In order of date: a set that is based on another is that one with its changes. */
function load(written: readonly (RuleSet | ChangedRuleSet)[]): RuleSet[] {
  return written.reduce<RuleSet[]>((loaded, set) => {
    if (!('basedOn' in set)) return [...loaded, set];
    const base = loaded.find(({ id }) => id === set.basedOn);
    if (!base) throw new Error(`rule set ${set.id} is based on ${set.basedOn}, which does not come before it`);
    const { basedOn: _basedOn, changes, ...own } = set;
    return [...loaded, { ...base, ...own, conditions: changes.reduce(changed, base.conditions) }];
  }, []);
}

export const ruleSets: readonly RuleSet[] = load(law.ruleSets as unknown as (RuleSet | ChangedRuleSet)[]);

/** The set in force on the date of the offence; for what is older than the first set, that one. */
export function ruleSetOn(offenceOn: LocalDate): RuleSet {
  const begun = ruleSets.filter((set) => set.validFrom <= offenceOn);
  const inForce = begun.at(-1) ?? ruleSets[0];
  if (!inForce) throw new Error('no Halt rule set is loaded');
  return inForce;
}
