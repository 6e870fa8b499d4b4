import type { EventData, Instant, KnownClaims, LiveAward, PartyKind } from '../contract/index.js';
import type { Part } from '../platform/casework/case-context.js';
import { decideEligibility, type EligibilityDecision } from './eligibility/decide-eligibility.js';
import { measureHours, type HoursMeasure } from './hours.js';
import { ruleSetOn } from './rule-sets.js';

export type ReferralFacts = EventData<'suspect.referred-to-halt'>;

/** What Halt knows of a case: a referral per suspect, and the claims that an agreement can compensate. */
export interface HaltCase {
  caseId: string;
  caseNumber: string;
  /** By suspect. */
  referrals: Record<string, Referral>;
  claims: KnownClaims;
}

export const referralStates = [
  'received',
  'awaiting_consent',
  'accepted',
  'invited',
  'in_progress',
  'completed',
  'declined',
  'failed',
] as const;
export type ReferralState = (typeof referralStates)[number];

export interface ClaimAmount {
  claim: string;
  amountCents: number;
}

export interface HaltAgreement {
  signedAt: Instant;
  hours: number;
  hoursReason?: string;
  apology: 'letter' | 'conversation' | 'none';
  conversationWithVictim: boolean;
  compensation: ClaimAmount[];
  parentConsents?: boolean;
}

/** Totals so far. */
export interface Progress {
  hoursDone: number;
  apologyMade: boolean;
  conversationHeld: boolean;
  paid: (ClaimAmount & { reference: string })[];
}

export interface Referral {
  state: ReferralState;
  receivedAt: Instant;
  facts: ReferralFacts;
  decision: EligibilityDecision;
  hours: HoursMeasure | null;
  consent: 'none' | 'requested' | 'given' | 'refused';
  /** OM is party to this strand: it referred, or consent was asked of it. */
  omIsParty: boolean;
  handler: string | null;
  appointmentAt?: Instant;
  agreement?: HaltAgreement;
  progress: Progress;
  /** Why it was declined or failed. */
  endReason?: string;
}

export const begin = (caseId: string, caseNumber: string): HaltCase => ({
  caseId,
  caseNumber,
  referrals: {},
  claims: {},
});

const damageOf = ({ offence, offenceOn, damageCents = 0 }: ReferralFacts): number =>
  ruleSetOn(offenceOn).conditions['damage-per-case'].offences.includes(offence) ? damageCents : 0;

/** The damage of every referral of the case, each strand's latest, for the offences that have a ceiling. */
const caseDamage = (state: HaltCase, strand: string, facts: ReferralFacts): number =>
  Object.entries(state.referrals)
    .filter(([id]) => id !== strand)
    .reduce((sum, [, other]) => sum + damageOf(other.facts), damageOf(facts));

/** A new referral of the strand, weighed and measured; it keeps the handler of one before it. */
export function receive(state: HaltCase, strand: string, facts: ReferralFacts, receivedAt: Instant): Referral {
  const before = state.referrals[strand];
  const referral: Referral = {
    state: 'received',
    receivedAt,
    facts,
    decision: decideEligibility({ ...facts, caseDamageCents: caseDamage(state, strand, facts) }),
    hours: measureHours(facts),
    consent: 'none',
    omIsParty: facts.referrer === 'om' || (before?.omIsParty ?? false),
    handler: before?.handler ?? null,
    progress: { hoursDone: 0, apologyMade: false, conversationHeld: false, paid: [] },
  };
  state.referrals[strand] = referral;
  return referral;
}

export const parts = (state: HaltCase): Part[] =>
  Object.entries(state.referrals).map(([id, referral]) => ({
    kind: 'halt-referral',
    id,
    state: referral.state,
    madeAt: referral.receivedAt,
  }));

export function parties(state: HaltCase): Partial<Record<PartyKind, readonly string[]>> {
  const referrals = Object.values(state.referrals);
  const distinct = (codes: readonly (string | undefined)[]) => [
    ...new Set(codes.filter((code): code is string => code !== undefined)),
  ];
  const employers = distinct(referrals.map(({ facts }) => facts.employer));
  return {
    halt: distinct(referrals.map(({ facts }) => facts.haltOffice)),
    police: distinct(referrals.map(({ facts }) => facts.policeUnit)),
    om: distinct(referrals.filter(({ omIsParty }) => omIsParty).map(({ facts }) => facts.prosecutorsOffice)),
    employer: employers,
    recovery: employers,
  };
}

/** Halt knows its own strands only. */
export const knows = (state: HaltCase, part: Part, as: PartyKind): boolean =>
  as !== 'halt' || Object.hasOwn(state.referrals, part.id);

/** What the agreements of the case have their youths pay, as long as they stand. */
export const liveAwards = (state: HaltCase): LiveAward[] =>
  Object.entries(state.referrals)
    .filter(([, referral]) => referral.state === 'in_progress' || referral.state === 'completed')
    .flatMap(([debtor, { agreement }]) =>
      (agreement?.compensation ?? []).map((amount) => ({ debtor, ...amount, jointly: false })),
    );
