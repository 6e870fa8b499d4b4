import type { EventData, Instant, LocalDate } from '../contract/index.js';
import type { LedgerEntry } from './ledger.js';

export type RecoveryRoute = EventData<'claim.route-chosen'>['route'];
export type PartyOfClaim = 'victim' | 'employer';

/** Where a suspect's strand is, as far as the recovery of damage needs to know. */
export interface Strand {
  id: string;
  at: 'at_police' | 'at_halt' | 'at_om' | 'completed' | 'closed';
  /** The state of the file, once there is one. */
  om?:
    | 'received'
    | 'at_halt'
    | 'dismissed'
    | 'transaction_offered'
    | 'transaction_fulfilled'
    | 'penal_order_issued'
    | 'penal_order_final'
    | 'objection'
    | 'summoned'
    | 'judged'
    | 'appealed'
    | 'judgment_final';
  age?: number;
  registeredAt?: Instant;
  hearingAt?: Instant;
  /** When the judgment that stands became final: the advance counts from it. */
  judgmentFinalAt?: Instant;
}

export interface ClaimLine {
  kind: EventData<'incident-report.registered'>['incident']['damages'][number]['lines'][number]['kind'];
  amountCents: number;
  /** Absent until the claim is substantiated: descriptions stay with who reported the damage. */
  description?: string;
  evidence?: string;
}

export interface ConditionWeighed {
  id: string;
  rule: string;
  outcome: 'pass' | 'fail' | 'to_be_judged';
  /** A condition that only informs does not close the route. */
  decisive: boolean;
  source: string;
  mark: 'verified' | 'attested' | 'assumed';
  /** The last day on which it holds, where it ends by time. */
  until?: LocalDate;
}

export interface RouteAdvice {
  route: RecoveryRoute;
  dutch: string;
  conditions: ConditionWeighed[];
  /** No decisive condition fails. */
  possible: boolean;
  /** The one that the system would take first. */
  advised: boolean;
}

export interface NotedRoute {
  route: RecoveryRoute;
  reason?: string;
  chosenAt: Instant;
  /** What was weighed for this route when it was chosen. */
  weighed: RouteAdvice;
}

export interface Claim {
  id: string;
  party: string;
  partyKind: PartyOfClaim;
  openedAt: Instant;
  /** How far the recovery officer has come, apart from what others awarded, rejected or paid. */
  base: 'opened' | 'substantiated' | 'pursued';
  lines: ClaimLine[];
  substantiatedBy?: string;
  handler?: string;
  routes: NotedRoute[];
  ledger: LedgerEntry[];
  /** The strands whose last judgment gave nothing on this claim, though the summons named it. */
  deniedBy: string[];
  rejected: boolean;
  writtenOff?: { at: Instant; reason: string };
}

/** What the police report of a party says that weighs in the choice of a route. */
export interface ReportFacts {
  serious: boolean;
  joinderWish: EventData<'police-report.taken'>['joinderWish'];
}

export interface RecoveryCase {
  caseId: string;
  caseNumber: string;
  /** The employer's organisation: it recovers, for itself and for its people. */
  employer?: string;
  prosecutorsOffice?: string;
  incident?: { at: Instant; category: EventData<'incident-report.registered'>['incident']['category'] };
  /** The incident report, or the first report of a walk-in, has been heard: its damage is not added twice. */
  incidentHeard: boolean;
  suspectsNamed: { id: string; known: boolean }[];
  strands: Record<string, Strand>;
  reports: Record<string, ReportFacts>;
  claims: Record<string, Claim>;
}

export const begin = (caseId: string, caseNumber: string): RecoveryCase => ({
  caseId,
  caseNumber,
  incidentHeard: false,
  suspectsNamed: [],
  strands: {},
  reports: {},
  claims: {},
});

export const claimOfParty = (state: RecoveryCase, party: string): Claim | undefined =>
  Object.values(state.claims).find((claim) => claim.party === party);

/** The shell addresses only parts that exist, so a claim that is missing is a defect. */
export function claimOf(state: RecoveryCase, id: string): Claim {
  const claim = state.claims[id];
  if (!claim) throw new Error('the command addresses a claim that this case does not have');
  return claim;
}

export const claimedCents = (claim: Pick<Claim, 'lines'>): number =>
  claim.lines.reduce((sum, line) => sum + line.amountCents, 0);

/** Suspects of the case, also those whom so far only the incident report names. */
export const isSuspectOfCase = (state: RecoveryCase, id: string): boolean =>
  id in state.strands || state.suspectsNamed.some((suspect) => suspect.id === id);
