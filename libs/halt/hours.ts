import type { EventData, LocalDate } from '../contract/index.js';
import { addMonths } from '../platform/terms/index.js';
import measure from './hours.json' with { type: 'json' };
import { ruleSetOn } from './rule-sets.js';

export interface HoursMeasure {
  parts: { part: 'age' | 'offence' | 'repeat' | 'damage' | 'value'; hours: number }[];
  /** The sum of the parts, at most what the law allows. */
  total: number;
  source: string;
  mark: string;
}

export type MeasuredFacts = Pick<
  EventData<'suspect.referred-to-halt'>,
  'offence' | 'offenceOn' | 'age' | 'damageCents' | 'valueCents' | 'interview'
>;

export const compensationConditionFromAge = measure.compensation.conditionFromAge;

const offenceHours: Readonly<Record<string, number>> = measure.offence;

/** What lies beyond the last row (with the prosecutor's consent) is measured by it: assumed. */
const hoursInTable = (table: readonly { upTo: number; hours: number }[], amount: number): number =>
  (table.find(({ upTo }) => amount <= upTo) ?? table.at(-1))?.hours ?? 0;

/** A settlement of unknown date counts as a recent one: assumed. */
function repeatHours({ offence, offenceOn, interview }: MeasuredFacts): number {
  const { count, lastOn } = interview?.earlierHalt ?? { count: 0, lastOn: undefined };
  if (count === 0) return 0;
  const row = measure.fireworks.includes(offence) ? measure.repeatFireworks : measure.repeat;
  return isWithinYears(row.withinYears, lastOn, offenceOn) ? row.hours : row.hoursAfter;
}

const isWithinYears = (years: number, lastOn: LocalDate | undefined, offenceOn: LocalDate): boolean =>
  lastOn === undefined || addMonths(lastOn, years * 12) >= offenceOn;

/** The uniform measure of hours; nothing for an offence without a row, where the coordinator sets them with a reason. */
export function measureHours(facts: MeasuredFacts): HoursMeasure | null {
  const ofOffence = Object.hasOwn(offenceHours, facts.offence) ? offenceHours[facts.offence] : undefined;
  if (ofOffence === undefined) return null;
  const parts: HoursMeasure['parts'] = [
    { part: 'age', hours: hoursInTable(measure.age, facts.age) },
    { part: 'offence', hours: ofOffence },
    { part: 'repeat', hours: repeatHours(facts) },
    { part: 'damage', hours: hoursInTable(measure.damageCents, facts.damageCents ?? 0) },
    { part: 'value', hours: hoursInTable(measure.valueStolenCents, facts.valueCents ?? 0) },
  ];
  const sum = parts.reduce((hours, part) => hours + part.hours, 0);
  const most = ruleSetOn(facts.offenceOn).maxHours.value;
  return { parts, total: Math.min(sum, most), source: measure.source, mark: measure.mark };
}
