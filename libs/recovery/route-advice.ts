import type { LocalDate } from '../contract/index.js';
import type { Claim, ConditionWeighed, RecoveryCase, RecoveryRoute, RouteAdvice } from './recovery.state.js';
import { routeRules, type RouteFacts } from './route-rules.js';
import { anyOpen, canBeJoined, isAtHalt } from './strands.js';

/** In the order in which the system would take them; the person chooses. */
const preference: readonly RecoveryRoute[] = [
  'joined',
  'halt',
  'penal_order',
  'transaction',
  'amicable',
  'violence_fund',
  'civil',
];

/** Every route with its conditions weighed. Without a day, what ends by time is left to be judged. */
export function adviseRoutes(state: RecoveryCase, claim: Claim, on?: LocalDate): RouteAdvice[] {
  const facts = factsOf(state, claim, on);
  const weighed = preference.map((route) => weigh(route, facts));
  const first = weighed.find((advice) => advice.possible)?.route;
  return weighed.map((advice) => ({ ...advice, advised: advice.route === first }));
}

export function adviceOn(state: RecoveryCase, claim: Claim, route: RecoveryRoute, on?: LocalDate): RouteAdvice {
  const advice = adviseRoutes(state, claim, on).find((candidate) => candidate.route === route);
  if (!advice) throw new Error('a route without rules');
  return advice;
}

function weigh(route: RecoveryRoute, facts: RouteFacts): Omit<RouteAdvice, 'advised'> {
  const { dutch, conditions } = routeRules[route];
  const weighed: ConditionWeighed[] = conditions.map(({ weigh: weighIt, decisive = true, ...condition }) => ({
    ...condition,
    decisive,
    ...weighIt(facts),
  }));
  const possible = !weighed.some((condition) => condition.decisive && condition.outcome === 'fail');
  return { route, dutch, conditions: weighed, possible };
}

function factsOf(state: RecoveryCase, claim: Claim, on?: LocalDate): RouteFacts {
  const strands = Object.values(state.strands);
  const report = state.reports[claim.party];
  return {
    on,
    naturalPerson: claim.partyKind === 'victim',
    perpetratorKnown: strands.length > 0 || state.suspectsNamed.some((suspect) => suspect.known),
    agesAtHalt: strands.filter(isAtHalt).flatMap((strand) => strand.age ?? []),
    atHalt: strands.some(isAtHalt),
    decidedByProsecutor: strands.some((strand) => strand.om === 'received' || strand.om === 'transaction_offered'),
    penalOrderPossible: strands.some((strand) => strand.om === 'received' || strand.om === 'penal_order_issued'),
    joinable: strands.some(canBeJoined),
    anyOpen: anyOpen(state.strands),
    denied: claim.deniedBy.length > 0,
    joinderWish: report?.joinderWish,
    category: state.incident?.category,
    incidentAt: state.incident?.at,
    bothKnownAt: laterOf(claim.openedAt, strands.map((strand) => strand.registeredAt).find(Boolean)),
  };
}

const laterOf = (damage: string, person: string | undefined): string | undefined =>
  person === undefined ? undefined : damage > person ? damage : person;
