import type { LocalDate } from '../contract/index.js';
import { finalMeasures } from './advance/advance.js';
import { awardedCents, claimState, outstandingCents, type ClaimState } from './claim-state.js';
import { writeOffRules } from './commands/write-off.js';
import { balance, isReversed, liveAwards, owedOn, paymentsOf, type AwardEntry, type PaymentEntry } from './ledger.js';
import {
  claimedCents,
  type Claim,
  type ClaimLine,
  type NotedRoute,
  type RecoveryCase,
  type RouteAdvice,
} from './recovery.state.js';
import { adviseRoutes } from './route-advice.js';

export interface ClaimView {
  id: string;
  caseNumber: string;
  party: string;
  partyKind: Claim['partyKind'];
  state: ClaimState;
  lines: ClaimLine[];
  money: {
    claimedCents: number;
    awardedCents: number;
    receivedCents: number;
    outstandingCents: number;
    owedToStateCents: number;
  };
  /** The routes that were chosen, the newest last, each with what was weighed. */
  routes: NotedRoute[];
  advice: RouteAdvice[];
  awards: (Omit<AwardEntry, 'kind'> & { owedCents: number; advanceAfter?: LocalDate })[];
  payments: (Omit<PaymentEntry, 'kind' | 'dueCents'> & { reversed: boolean })[];
  substantiatedBy?: string;
  handler?: string;
  writtenOff?: Claim['writtenOff'];
  /** Above this another person writes off than who substantiated. */
  writeOffRule: typeof writeOffRules;
}

/** The claim whole, for who works on it. `on`: the day on which routes that end by time are weighed. */
export function claimView(state: RecoveryCase, claimId: string, on?: LocalDate): ClaimView | undefined {
  const claim = state.claims[claimId];
  if (!claim) return undefined;
  const { id, party, partyKind, lines, routes, substantiatedBy, handler, writtenOff } = claim;
  return {
    id,
    caseNumber: state.caseNumber,
    party,
    partyKind,
    state: claimState(claim, state.strands),
    lines,
    money: moneyOf(claim),
    routes,
    advice: adviseRoutes(state, claim, on),
    awards: awardsOf(state, claim),
    payments: paymentsShown(claim),
    ...(substantiatedBy === undefined ? {} : { substantiatedBy }),
    ...(handler === undefined ? {} : { handler }),
    ...(writtenOff === undefined ? {} : { writtenOff }),
    writeOffRule: writeOffRules,
  };
}

export const moneyOf = (claim: Claim): ClaimView['money'] => ({
  claimedCents: claimedCents(claim),
  awardedCents: awardedCents(claim),
  ...balance(claim.ledger),
  outstandingCents: outstandingCents(claim),
});

function awardsOf(state: RecoveryCase, claim: Claim): ClaimView['awards'] {
  const lastDays = new Map(finalMeasures(claim, state.strands).map(({ award, lastDay }) => [award, lastDay]));
  return liveAwards(claim.ledger).map((award) => {
    const { kind: _kind, ...shown } = award;
    const lastDay = claim.partyKind === 'victim' ? lastDays.get(award) : undefined;
    const owedCents = owedOn(award, claim.ledger);
    return { ...shown, owedCents, ...(lastDay === undefined ? {} : { advanceAfter: lastDay }) };
  });
}

const paymentsShown = (claim: Claim): ClaimView['payments'] =>
  paymentsOf(claim.ledger).map(({ from, amountCents, reference, receivedOn, at }) => ({
    from,
    amountCents,
    reference,
    receivedOn,
    at,
    reversed: isReversed(claim.ledger, reference),
  }));
