import { claimFaults, faultOfAwards } from '../../contract/index.js';
import { draft } from '../../platform/casework/case-context.js';
import { invalid, type Refusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import type { SignAgreementBody } from '../api/bodies.js';
import { liveAwards, type ClaimAmount, type Referral } from '../case.js';
import { aboutReferral, onReferral, type AddressedReferral } from '../referral-decision.js';
import { ruleSetOn } from '../rule-sets.js';

function refuseHours({ facts, hours }: Referral, input: SignAgreementBody): Refusal | undefined {
  // Sr 77e(4): at most twenty hours.
  const { maxHours } = ruleSetOn(facts.offenceOn);
  if (input.hours > maxHours.value) {
    return invalid('/hours', 'hours-over-limit', `At most ${maxHours.value} hours (${maxHours.source}).`);
  }
  if (input.hours !== hours?.total && input.hoursReason === undefined) {
    return invalid('/hoursReason', 'hours-reason-missing', 'Hours that differ from the measure need a reason.');
  }
  return undefined;
}

function refuseConsents({ facts }: Referral, input: SignAgreementBody): Refusal | undefined {
  if (!input.youthConsents) return invalid('/youthConsents', 'youth-consent-missing', 'The youth must consent.');
  if (facts.age < ruleSetOn(facts.offenceOn).conditions.parents.underAge && input.parentConsents !== true) {
    return invalid('/parentConsents', 'parent-consent-missing', 'At this age a parent must consent.');
  }
  return undefined;
}

const refuseWithoutApology = ({ facts }: Referral, input: SignAgreementBody): Refusal | undefined =>
  facts.vptCode && input.apology === 'none' && !input.conversationWithVictim
    ? invalid('/apology', 'apology-missing', 'A VPT agreement holds an apology or a conversation with the victim.')
    : undefined;

function refuseCompensation({ state, strand }: AddressedReferral, amounts: readonly ClaimAmount[]) {
  const awards = amounts.map((amount) => ({ ...amount, jointly: false }));
  const fault = faultOfAwards(state.claims, strand, awards, liveAwards(state));
  if (!fault) return undefined;
  const member = fault.fault === 'award-over-claim' ? 'amountCents' : 'claim';
  return invalid(`/compensation/${fault.index}/${member}`, fault.fault, claimFaults[fault.fault]);
}

export const signAgreement = onReferral<SignAgreementBody>((at, input, { occurredAt }) => {
  const { referral, strand } = at;
  const compensation = (input.compensation ?? []).map(({ claim, amountCents }) => ({ claim, amountCents }));
  const refusal =
    refuseHours(referral, input) ??
    refuseWithoutApology(referral, input) ??
    refuseConsents(referral, input) ??
    refuseCompensation(at, compensation);
  if (refusal) return refusal;
  const { hours, hoursReason, apology, conversationWithVictim, parentConsents } = input;
  const terms = { hours, apology, conversationWithVictim, compensation };
  referral.agreement = stated({ signedAt: occurredAt, ...terms, hoursReason, parentConsents });
  referral.state = 'in_progress';
  return [draft('halt-agreement.signed', aboutReferral(strand), terms)];
});
