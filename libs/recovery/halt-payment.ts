import type { EventOf } from '../contract/index.js';
import type { DraftEvent } from '../platform/casework/case-context.js';
import { isRefusal } from '../platform/casework/refusal.js';
import { localDate } from '../platform/terms/index.js';
import { consequencesFor, standingOf } from './consequences.js';
import { paymentLimit } from './payment-limit.js';
import { receivePayment } from './receive-payment.js';
import { paymentsOf } from './ledger.js';
import type { RecoveryCase } from './recovery.state.js';

/** Compensation that a youth paid at Halt is a payment, once per reference, as far as anything is outstanding. */
export function receiveFromHalt(state: RecoveryCase, event: EventOf<'halt.progressed'>): DraftEvent[] {
  const paid = event.data.compensationPaid;
  const suspect = event.about.strand;
  const claim = paid && state.claims[paid.claim];
  if (!paid || !claim || suspect === undefined || claim.writtenOff) return [];
  if (paymentsOf(claim.ledger).some((payment) => payment.reference === paid.reference)) return [];
  const receivedOn = localDate(event.occurredAt);
  const limit = paymentLimit(state, claim, suspect, receivedOn);
  const amountCents = isRefusal(limit) ? 0 : Math.min(paid.amountCents, limit);
  if (amountCents === 0) return [];
  const before = standingOf(state, claim);
  const payment = { from: suspect, amountCents, reference: paid.reference, receivedOn };
  const received = receivePayment(claim, payment, event.occurredAt);
  return [received, ...consequencesFor(state, claim, before)];
}
