import type { CommandOn } from '../contract/index.js';
import type { Arrival, Lifecycle } from '../platform/casework/case-context.js';

/** The Halt referral: in which states each command may be given, where it leads, what event it makes. */
export const referralLifecycle: Lifecycle<CommandOn<'halt-referral'>> = {
  requestConsent: { from: ['received'], to: ['awaiting_consent'], events: ['halt-consent.requested'] },
  acceptReferral: { from: ['received'], to: ['accepted'], events: ['referral.accepted'] },
  declineReferral: { from: ['received'], to: ['declined'], events: ['referral.declined'] },
  inviteYouth: { from: ['accepted'], to: ['invited'], events: ['youth.invited'] },
  signAgreement: { from: ['invited'], to: ['in_progress'], events: ['halt-agreement.signed'] },
  recordProgress: { from: ['in_progress'], to: 'same', events: ['halt.progressed'] },
  completeReferral: { from: ['in_progress'], to: ['completed'], events: ['halt.completed'] },
  failReferral: { from: ['accepted', 'invited', 'in_progress'], to: ['failed'], events: ['halt.returned'] },
  assignHandler: { from: 'any', to: 'same', events: ['handler.assigned'] },
};

/** How a referral comes to Halt, once or again, and what the prosecutor says of it. */
export const referralArrivals: readonly Arrival[] = [
  { on: ['suspect.referred-to-halt'], from: [], to: ['received'], events: ['referral.received'] },
  { on: ['suspect.referred-to-halt'], from: ['declined', 'failed'], to: ['received'], events: ['referral.received'] },
  { on: ['halt-consent.given'], from: ['awaiting_consent'], to: ['received'], events: ['referral.consented'] },
  { on: ['halt-consent.refused'], from: ['awaiting_consent'], to: ['declined'], events: ['referral.declined'] },
];
