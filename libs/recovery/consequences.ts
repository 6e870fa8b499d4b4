import type { EventData } from '../contract/index.js';
import type { DraftEvent } from '../platform/casework/case-context.js';
import { aboutClaim, awardFacts } from './claim-events.js';
import { claimState, type ClaimState } from './claim-state.js';
import { liveAwards } from './ledger.js';
import type { Claim, RecoveryCase } from './recovery.state.js';
import { anyOpen } from './strands.js';

/** How a claim stood before something happened. */
export interface Standing {
  state: ClaimState;
  awards: EventData<'claim.awarded'>;
}

export const standingOf = (state: RecoveryCase, claim: Claim): Standing => ({
  state: claimState(claim, state.strands),
  awards: awardFacts(claim),
});

/** Does something to the case and tells what followed from it for every claim. */
export function withConsequences(state: RecoveryCase, change: () => void): DraftEvent[] {
  const before = Object.values(state.claims).map((claim) => ({ claim, standing: standingOf(state, claim) }));
  change();
  return before.flatMap(({ claim, standing }) => {
    rejectWhereNothingIsLeft(state, claim);
    const events = consequencesFor(state, claim, standing);
    const untold = events.length === 0 && claimState(claim, state.strands) !== standing.state;
    return untold ? [aboutClaim('claim.reopened', claim, {})] : events;
  });
}

/** What followed for one claim: another result of the awards, and the states that are told when they are entered. */
export function consequencesFor(state: RecoveryCase, claim: Claim, before: Standing): DraftEvent[] {
  const now = standingOf(state, claim);
  const events: DraftEvent[] = [];
  if (JSON.stringify(now.awards) !== JSON.stringify(before.awards)) events.push(awardEvent(claim, before, now));
  if (now.state === before.state) return events;
  if (now.state === 'rejected') events.push(aboutClaim('claim.rejected', claim, {}));
  if (now.state === 'settled') events.push(aboutClaim('claim.settled', claim, {}));
  return events;
}

function awardEvent(claim: Claim, before: Standing, now: Standing): DraftEvent {
  const known = new Set(before.awards.awards.map((award) => JSON.stringify(award)));
  const onlyLost = now.awards.awards.every((award) => known.has(JSON.stringify(award)));
  return aboutClaim(onlyLost ? 'claim.award-voided' : 'claim.awarded', claim, now.awards);
}

/** A judgment gave nothing on the claim that its summons named, nothing else is awarded, no other strand is open. */
function rejectWhereNothingIsLeft(state: RecoveryCase, claim: Claim): void {
  if (claim.rejected || liveAwards(claim.ledger).length > 0) return;
  claim.rejected = claim.deniedBy.some((strand) => !anyOpen(state.strands, strand));
}
