import type { DraftEvent } from '../platform/casework/case-context.js';
import { aboutClaim, awardFacts } from './claim-events.js';
import type { RecoveryCase } from './recovery.state.js';

/**
 * What is told when a correction elsewhere makes undone what was told of a claim: with a higher award it is not
 * settled after all, with an award less there is none.
 */
export function takenBack(state: RecoveryCase, { type, about }: Pick<DraftEvent, 'type' | 'about'>) {
  const claim = about.claim === undefined ? undefined : state.claims[about.claim];
  if (!claim) return undefined;
  switch (type) {
    case 'claim.settled':
    case 'claim.rejected':
      return aboutClaim('claim.reopened', claim, {});
    case 'claim.awarded':
      return aboutClaim('claim.award-voided', claim, awardFacts(claim));
    case 'claim.award-voided':
      return aboutClaim('claim.awarded', claim, awardFacts(claim));
    default:
      return undefined;
  }
}
