import type { Decide } from '../../platform/casework/case-context.js';
import { conflict } from '../../platform/casework/refusal.js';
import type { ReversePaymentBody } from '../api/bodies.js';
import { aboutClaim } from '../claim-events.js';
import { consequencesFor, standingOf } from '../consequences.js';
import { standingPayments } from '../ledger.js';
import { claimOf, type RecoveryCase } from '../recovery.state.js';

/** The payment stays in the ledger; another entry takes it back. */
export const reversePayment: Decide<RecoveryCase, ReversePaymentBody> = (state, part, input, context) => {
  const claim = claimOf(state, part);
  const { reference, reason } = input;
  if (!standingPayments(claim.ledger).some((payment) => payment.reference === reference))
    return conflict('no-such-payment', 'The claim has no payment with this reference, or it was reversed already.');
  const before = standingOf(state, claim);
  claim.ledger.push({ kind: 'reversal', reverses: reference, reason, at: context.occurredAt });
  return [aboutClaim('payment.reversed', claim, { reference }), ...consequencesFor(state, claim, before)];
};
