import { obligationsLeft } from './commands/progress.js';
import type { HaltCase, Referral } from './case.js';

/** A referral whole, as those who handle it and those who referred it read it: no name, Halt asks the referrer for that. */
export interface HaltReferralView extends Omit<Referral, 'facts' | 'omIsParty'>, Omit<Referral['facts'], 'interview'> {
  id: string;
  suspect: string;
  caseId: string;
  caseNumber: string;
  interview: NonNullable<Referral['facts']['interview']> | null;
  /** What of the agreement is not done yet; empty before there is one. */
  obligationsLeft: string[];
}

export function haltReferralView(state: HaltCase, id: string): HaltReferralView | undefined {
  const referral = state.referrals[id];
  if (!referral) return undefined;
  const { facts, omIsParty: _omIsParty, ...own } = referral;
  return {
    id,
    suspect: id,
    caseId: state.caseId,
    caseNumber: state.caseNumber,
    ...facts,
    interview: facts.interview ?? null,
    ...own,
    obligationsLeft: referral.agreement ? obligationsLeft(referral) : [],
  };
}
