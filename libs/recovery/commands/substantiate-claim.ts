import type { Decide } from '../../platform/casework/case-context.js';
import { invalid } from '../../platform/casework/refusal.js';
import type { SubstantiateClaimBody } from '../api/bodies.js';
import { aboutClaim, claimedFacts } from '../claim-events.js';
import { largestClaimCents } from '../claim-opening.js';
import { balance } from '../ledger.js';
import { claimOf, claimedCents, type RecoveryCase } from '../recovery.state.js';

/** The lines with their evidence replace what was reported. */
export const substantiateClaim: Decide<RecoveryCase, SubstantiateClaimBody> = (state, part, input, context) => {
  const claim = claimOf(state, part);
  const claimed = claimedCents(input);
  if (claimed > largestClaimCents)
    return invalid('/lines', 'claim-too-large', 'A claim is at most ten million euro in all.');
  // A payment on an award that became void stays: the victim never receives more than the damage.
  if (claimed < balance(claim.ledger).receivedCents)
    return invalid('/lines', 'claim-below-received', 'More than this has been received already.');
  claim.lines = input.lines.map(({ kind, description, amountCents, evidence }) => ({
    kind,
    description,
    amountCents,
    ...(evidence === undefined ? {} : { evidence }),
  }));
  claim.base = 'substantiated';
  claim.substantiatedBy = context.actor.id;
  return [aboutClaim('claim.substantiated', claim, claimedFacts(claim))];
};
