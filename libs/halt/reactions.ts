import { noteClaim, type ClaimNews, type EventOf } from '../contract/index.js';
import { draft, type DraftEvent, type ReactionContext, type Reactions } from '../platform/casework/case-context.js';
import { receive, type HaltCase, type ReferralState } from './case.js';
import { aboutReferral } from './referral-decision.js';

const returned: readonly ReferralState[] = ['declined', 'failed'];

/** A strand that was declined or failed can be referred again: it starts anew. */
function receiveReferral(
  state: HaltCase,
  { about, data }: EventOf<'suspect.referred-to-halt'>,
  { occurredAt }: ReactionContext,
): DraftEvent[] {
  if (about.strand === undefined) return [];
  const before = state.referrals[about.strand];
  if (before && !returned.includes(before.state)) return [];
  const { decision, facts } = receive(state, about.strand, data, occurredAt);
  const { haltOffice, referrer } = facts;
  const { verdict, failing } = decision;
  return [draft('referral.received', aboutReferral(about.strand), { haltOffice, referrer, verdict, failing })];
}

const awaiting = (state: HaltCase, strand: string | undefined) => {
  const referral = strand === undefined ? undefined : state.referrals[strand];
  return referral?.state === 'awaiting_consent' ? referral : undefined;
};

function takeConsent(state: HaltCase, { about }: EventOf<'halt-consent.given'>): DraftEvent[] {
  const referral = awaiting(state, about.strand);
  if (!referral || about.strand === undefined) return [];
  referral.state = 'received';
  referral.consent = 'given';
  return [draft('referral.consented', aboutReferral(about.strand), {})];
}

function takeRefusal(state: HaltCase, { about }: EventOf<'halt-consent.refused'>): DraftEvent[] {
  const referral = awaiting(state, about.strand);
  if (!referral || about.strand === undefined) return [];
  referral.state = 'declined';
  referral.consent = 'refused';
  const facts = { to: referral.facts.referrer, consentRefused: true };
  return [draft('referral.declined', aboutReferral(about.strand), facts)];
}

function hearOfClaim(state: HaltCase, event: ClaimNews): DraftEvent[] {
  noteClaim(state.claims, event);
  return [];
}

export const reactions: Reactions<HaltCase> = {
  'suspect.referred-to-halt': receiveReferral,
  'halt-consent.given': takeConsent,
  'halt-consent.refused': takeRefusal,
  'claim.opened': hearOfClaim,
  'claim.substantiated': hearOfClaim,
  'claim.extended': hearOfClaim,
  'claim.awarded': hearOfClaim,
  'claim.award-voided': hearOfClaim,
  'claim.written-off': hearOfClaim,
};
