import type { EventData, EventType } from '../contract/index.js';
import { draft, type DraftEvent } from '../platform/casework/case-context.js';
import { awardedCents } from './claim-state.js';
import { liveAwards } from './ledger.js';
import { claimedCents, type Claim } from './recovery.state.js';

/** An event about a claim; of a victim's claim it also says whose. */
export const aboutClaim = <T extends EventType>(type: T, claim: Claim, data: EventData<T>): DraftEvent<T> =>
  draft(
    type,
    {
      part: { kind: 'claim', id: claim.id },
      claim: claim.id,
      ...(claim.partyKind === 'victim' ? { victim: claim.party } : {}),
    },
    data,
  );

export const claimedFacts = (claim: Claim): EventData<'claim.substantiated'> => ({
  party: claim.party,
  partyKind: claim.partyKind,
  claimedCents: claimedCents(claim),
});

export const awardFacts = (claim: Claim): EventData<'claim.awarded'> => ({
  awardedCents: awardedCents(claim),
  awards: liveAwards(claim.ledger).map(({ suspect, amountCents, jointly }) => ({
    debtors: [suspect],
    amountCents,
    jointly,
  })),
});
