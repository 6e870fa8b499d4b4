import { toInstant } from '../../contract/index.js';
import { draft } from '../../platform/casework/case-context.js';
import { conflict, invalid } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import type {
  AcceptReferralBody,
  AssignHandlerBody,
  DeclineReferralBody,
  InviteYouthBody,
  RequestConsentBody,
} from '../api/bodies.js';
import { aboutReferral, onReferral } from '../referral-decision.js';

export const requestConsent = onReferral<RequestConsentBody>(({ strand, referral }) => {
  if (referral.decision.verdict !== 'needs_consent' || referral.consent === 'given') {
    return conflict('consent-not-needed', 'Consent is asked only where the verdict needs it, and once.');
  }
  referral.state = 'awaiting_consent';
  referral.consent = 'requested';
  referral.omIsParty = true;
  const { policeUnit, prosecutorsOffice, haltOffice, employer } = referral.facts;
  const facts = stated({ policeUnit, prosecutorsOffice, haltOffice, employer });
  return [draft('halt-consent.requested', aboutReferral(strand), facts)];
});

export const acceptReferral = onReferral<AcceptReferralBody>(({ strand, referral }) => {
  if (referral.decision.verdict !== 'eligible' && referral.consent !== 'given') {
    return conflict('not-eligible', 'Halt may take this case only when it is eligible, or with consent.');
  }
  referral.state = 'accepted';
  return [draft('referral.accepted', aboutReferral(strand), {})];
});

export const declineReferral = onReferral<DeclineReferralBody>(({ strand, referral }, { reason }) => {
  referral.state = 'declined';
  referral.endReason = reason;
  const { referrer } = referral.facts;
  return [draft('referral.declined', aboutReferral(strand), { to: referrer, consentRefused: false })];
});

export const inviteYouth = onReferral<InviteYouthBody>(({ strand, referral }, input, { occurredAt }) => {
  const appointmentAt = toInstant(new Date(input.appointmentAt));
  if (appointmentAt < occurredAt) {
    return invalid('/appointmentAt', 'appointment-before-invitation', 'The appointment is not before the invitation.');
  }
  referral.state = 'invited';
  referral.appointmentAt = appointmentAt;
  return [draft('youth.invited', aboutReferral(strand), { appointmentAt })];
});

export const assignHandler = {
  ...onReferral<AssignHandlerBody>(({ strand, referral }, input, context) => {
    if (context.person(input.to)?.organisation !== context.actor.organisation) {
      return invalid('/to', 'handler-elsewhere', 'A handler is a person of the own organisation.');
    }
    referral.handler = input.to;
    return [draft('handler.assigned', aboutReferral(strand), { handler: input.to })];
  }),
  persons: (input: AssignHandlerBody) => [input.to],
};
