import type { CommandContext, Decide } from '../../platform/casework/case-context.js';
import { conflict, invalid, isRefusal, type Refusal } from '../../platform/casework/refusal.js';
import { localDate } from '../../platform/terms/index.js';
import type { RecordPaymentBody } from '../api/bodies.js';
import { dueCents } from '../claim-state.js';
import { consequencesFor, standingOf } from '../consequences.js';
import { paymentsOf } from '../ledger.js';
import { paymentLimit } from '../payment-limit.js';
import { receivePayment } from '../receive-payment.js';
import { claimOf, type Claim, type RecoveryCase } from '../recovery.state.js';

export const recordPayment: Decide<RecoveryCase, RecordPaymentBody> = (state, part, input, context) => {
  const claim = claimOf(state, part);
  if (paymentsOf(claim.ledger).some((payment) => payment.reference === input.reference)) return [];
  if (dueCents(claim) === 0)
    return conflict('nothing-to-pay', 'Nothing was awarded, and the claim is not asked amicably.');
  const refusal = refusalOf(state, claim, input, context);
  if (refusal) return refusal;
  const before = standingOf(state, claim);
  const { from, amountCents, reference, receivedOn } = input;
  const received = receivePayment(claim, { from, amountCents, reference, receivedOn }, context.occurredAt);
  return [received, ...consequencesFor(state, claim, before)];
};

function refusalOf(
  state: RecoveryCase,
  claim: Claim,
  { from, amountCents, receivedOn }: RecordPaymentBody,
  context: CommandContext,
): Refusal | undefined {
  if (amountCents === 0) return invalid('/amountCents', 'payment-of-nothing', 'A payment is more than nothing.');
  if (receivedOn > localDate(context.now))
    return invalid('/receivedOn', 'received-in-future', 'A payment is recorded when it has been received.');
  if (receivedOn < localDate(claim.openedAt))
    return invalid('/receivedOn', 'received-before-claim', 'The claim had not been made then.');
  const limit = paymentLimit(state, claim, from, receivedOn);
  if (isRefusal(limit)) return limit;
  if (amountCents <= limit) return undefined;
  return from === 'state_advance'
    ? invalid('/amountCents', 'advance-above-limit', 'The state advances less than this.')
    : invalid('/amountCents', 'overpayment', 'This is more than can still be paid.');
}
