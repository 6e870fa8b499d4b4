import type { EventData, Instant } from '../contract/index.js';
import type { DraftEvent } from '../platform/casework/case-context.js';
import { aboutClaim } from './claim-events.js';
import { dueCents } from './claim-state.js';
import type { Claim } from './recovery.state.js';

/** Enters a payment that was found to fit, and tells it. */
export function receivePayment(claim: Claim, payment: EventData<'payment.received'>, at: Instant): DraftEvent {
  claim.ledger.push({ kind: 'payment', ...payment, dueCents: dueCents(claim), at });
  return aboutClaim(payment.from === 'state_advance' ? 'advance.paid' : 'payment.received', claim, payment);
}
