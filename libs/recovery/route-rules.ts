import type { Instant, LocalDate } from '../contract/index.js';
import { addMonths, localDate } from '../platform/terms/index.js';
import type { ConditionWeighed, RecoveryCase, RecoveryRoute, ReportFacts } from './recovery.state.js';

/** What is known of case and claim when a route is weighed. */
export interface RouteFacts {
  on: LocalDate | undefined;
  naturalPerson: boolean;
  perpetratorKnown: boolean;
  atHalt: boolean;
  agesAtHalt: number[];
  decidedByProsecutor: boolean;
  penalOrderPossible: boolean;
  joinable: boolean;
  anyOpen: boolean;
  denied: boolean;
  joinderWish: ReportFacts['joinderWish'] | undefined;
  category: NonNullable<RecoveryCase['incident']>['category'] | undefined;
  incidentAt: Instant | undefined;
  /** When both the damage and who did it were known. */
  bothKnownAt: Instant | undefined;
}

type Weighing = Pick<ConditionWeighed, 'outcome' | 'until'>;

interface RouteCondition extends Pick<ConditionWeighed, 'id' | 'rule' | 'source' | 'mark'> {
  decisive?: boolean;
  weigh: (facts: RouteFacts) => Weighing;
}

const passesIf = (holds: boolean): Weighing => ({ outcome: holds ? 'pass' : 'fail' });
/** Only a person can say. */
const toBeJudged = (): Weighing => ({ outcome: 'to_be_judged' });

function within(years: number, from: Instant | undefined, on: LocalDate | undefined): Weighing {
  if (from === undefined) return toBeJudged();
  const until = addMonths(localDate(from), years * 12);
  if (on === undefined) return { outcome: 'to_be_judged', until };
  return { outcome: on <= until ? 'pass' : 'fail', until };
}

const ownMeasures = { source: "the programme's measure 7: employers' own measures", mark: 'attested' } as const;
const joining = { source: 'Sv 51f', mark: 'verified' } as const;
const fund = { source: 'Wet schadefonds geweldsmisdrijven art. 3–7', mark: 'attested' } as const;
const violent: readonly RouteFacts['category'][] = ['physical', 'sexual'];
const neverViolent: readonly RouteFacts['category'][] = ['verbal', 'property'];

function weighViolence({ category }: RouteFacts): Weighing {
  if (violent.includes(category)) return { outcome: 'pass' };
  return { outcome: neverViolent.includes(category) ? 'fail' : 'to_be_judged' };
}

const amicable: RouteCondition[] = [
  {
    id: 'perpetrator-known',
    rule: 'the perpetrator is known',
    ...ownMeasures,
    weigh: (facts) => passesIf(facts.perpetratorKnown),
  },
  { id: 'pays-when-asked', rule: 'the perpetrator pays when asked', ...ownMeasures, weigh: toBeJudged },
];

const halt: RouteCondition[] = [
  {
    id: 'at-halt',
    rule: 'a suspect is at Halt',
    source: 'Sr 77e',
    mark: 'attested',
    weigh: (facts) => passesIf(facts.atHalt),
  },
  {
    id: 'pays-from-fourteen',
    rule: 'from the age of fourteen paying is a condition for completion; below it Halt mediates',
    source: 'yinfo.nl, uniform measure of Halt',
    mark: 'attested',
    decisive: false,
    weigh: ({ agesAtHalt }) => (agesAtHalt.length === 0 ? toBeJudged() : passesIf(agesAtHalt.some((age) => age >= 14))),
  },
];

const transaction: RouteCondition[] = [
  {
    id: 'file-undecided',
    rule: 'a file is with the prosecutor, who can make compensation a condition of a transaction',
    source: 'Sr 74(2)(e)',
    mark: 'verified',
    weigh: (facts) => passesIf(facts.decidedByProsecutor),
  },
];

const penalOrder: RouteCondition[] = [
  {
    id: 'file-undecided',
    rule: 'a file is with the prosecutor, who can impose a compensation measure by penal order',
    source: 'Sv 257a(2)(d)',
    mark: 'verified',
    weigh: (facts) => passesIf(facts.penalOrderPossible),
  },
];

const joined: RouteCondition[] = [
  {
    id: 'summoned',
    rule: 'a suspect is summoned, or in objection',
    ...joining,
    weigh: (facts) => passesIf(facts.joinable),
  },
  { id: 'direct-damage', rule: 'the damage is direct; also in part', ...joining, weigh: toBeJudged },
  {
    id: 'in-time',
    rule: 'the form before the hearing, or at the hearing before the demand',
    ...joining,
    weigh: toBeJudged,
  },
  {
    id: 'wish-to-join',
    rule: 'the injured party wishes to join',
    source: 'the police report',
    mark: 'attested',
    decisive: false,
    weigh: ({ joinderWish }) =>
      joinderWish === undefined || joinderWish === 'later' ? toBeJudged() : passesIf(joinderWish === 'yes'),
  },
];

const civil: RouteCondition[] = [
  {
    id: 'no-criminal-way',
    rule: 'the criminal court finds the claim too burdensome, or there is no prosecution',
    source: 'Sv 361(3); there is no prosecution when no strand is open',
    mark: 'attested',
    weigh: (facts) => (facts.denied ? { outcome: 'pass' } : facts.anyOpen ? toBeJudged() : { outcome: 'pass' }),
  },
  {
    id: 'limitation',
    rule: 'within five years from knowledge of damage and person',
    source: 'BW 3:310',
    mark: 'attested',
    // The limitation is the creditor's worry.
    decisive: false,
    weigh: (facts) => within(5, facts.bothKnownAt, facts.on),
  },
];

const violenceFund: RouteCondition[] = [
  { id: 'natural-person', rule: 'natural persons only', ...fund, weigh: (facts) => passesIf(facts.naturalPerson) },
  { id: 'violent-crime', rule: 'an intentional violent crime', ...fund, weigh: weighViolence },
  { id: 'serious-injury', rule: 'serious injury', ...fund, weigh: toBeJudged },
  { id: 'ten-years', rule: 'within ten years', ...fund, weigh: (facts) => within(10, facts.incidentAt, facts.on) },
  { id: 'subsidiary', rule: 'the damage is not paid in another way', ...fund, weigh: toBeJudged },
];

/** Recovery.md, "Routes". */
export const routeRules: Record<RecoveryRoute, { dutch: string; conditions: RouteCondition[] }> = {
  amicable: { dutch: 'minnelijk', conditions: amicable },
  halt: { dutch: 'schadebemiddeling door Halt', conditions: halt },
  transaction: { dutch: 'transactie met schadevergoeding', conditions: transaction },
  penal_order: { dutch: 'strafbeschikking met schadevergoedingsmaatregel', conditions: penalOrder },
  joined: { dutch: 'voegen in het strafproces', conditions: joined },
  civil: { dutch: 'civiele procedure', conditions: civil },
  violence_fund: { dutch: 'Schadefonds Geweldsmisdrijven', conditions: violenceFund },
};
