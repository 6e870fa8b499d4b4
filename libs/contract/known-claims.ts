import type { EventOf } from './events/index.js';

/**
 * What those who award on damage claims (prosecution, Halt) know of them: the amounts and live awards that
 * recovery tells. Kept beside the events because both read them in the same way.
 */
export interface KnownClaim {
  party: string;
  partyKind: 'victim' | 'employer';
  claimedCents: number;
  /** The organisation that recovers it. */
  recoverer: string | null;
  awards: { debtors: string[]; amountCents: number; jointly: boolean }[];
  writtenOff: boolean;
}

export type KnownClaims = Record<string, KnownClaim>;

export type ClaimNews =
  | EventOf<'claim.opened'>
  | EventOf<'claim.substantiated'>
  | EventOf<'claim.extended'>
  | EventOf<'claim.awarded'>
  | EventOf<'claim.award-voided'>
  | EventOf<'claim.written-off'>;

/** Changes what is known of the claim that the event is about. */
export function noteClaim(claims: KnownClaims, event: ClaimNews): void {
  const id = event.about.claim;
  if (id === undefined) return;
  const known = claims[id];
  switch (event.type) {
    case 'claim.opened':
    case 'claim.substantiated':
    case 'claim.extended': {
      const { party, partyKind, claimedCents } = event.data;
      const recoverer = event.type === 'claim.opened' ? event.data.recoverer : undefined;
      const before = known ?? { recoverer: null, awards: [], writtenOff: false };
      claims[id] = { ...before, party, partyKind, claimedCents, recoverer: recoverer ?? before.recoverer };
      return;
    }
    case 'claim.awarded':
    case 'claim.award-voided':
      if (known) known.awards = event.data.awards;
      return;
    case 'claim.written-off':
      if (known) known.writtenOff = true;
  }
}

/** An award on a claim by whoever asks: `debtor` is the strand that has to pay. */
export interface LiveAward {
  debtor: string;
  claim: string;
  amountCents: number;
  jointly: boolean;
}

export const claimFaults = {
  'claim-unknown': 'The case has no such claim.',
  'claim-named-twice': 'A claim is named once.',
  'claim-written-off': 'The claim has been written off.',
  'award-over-claim': 'With what others were ordered to pay, this is more than the claim.',
} as const;
export type ClaimFault = keyof typeof claimFaults;

/** The first in the list that is not a claim of the case, or is named twice. */
export function faultOfNaming(
  claims: KnownClaims,
  named: readonly string[],
): { index: number; fault: ClaimFault } | undefined {
  for (const [index, claim] of named.entries()) {
    if (!claims[claim]) return { index, fault: 'claim-unknown' };
    if (named.indexOf(claim) !== index) return { index, fault: 'claim-named-twice' };
  }
  return undefined;
}

/**
 * The first of the awards on one debtor that may not be. Awarded is never more than claimed: who is jointly
 * liable owes at most the whole, the others have shares that add up to at most the whole. The newest award
 * on a debtor replaces the one before. `liveHere`: awards of one's own that recovery may not have told yet.
 */
export function faultOfAwards(
  claims: KnownClaims,
  debtor: string,
  awards: readonly Omit<LiveAward, 'debtor'>[],
  liveHere: readonly LiveAward[],
): { index: number; fault: ClaimFault } | undefined {
  const misnamed = faultOfNaming(
    claims,
    awards.map((award) => award.claim),
  );
  if (misnamed) return misnamed;
  for (const [index, award] of awards.entries()) {
    const known = claims[award.claim];
    if (!known) return { index, fault: 'claim-unknown' };
    if (known.writtenOff) return { index, fault: 'claim-written-off' };
    const shares = award.jointly ? 0 : sharesOfOthers(known, award.claim, debtor, liveHere);
    if (award.amountCents + shares > known.claimedCents) return { index, fault: 'award-over-claim' };
  }
  return undefined;
}

function sharesOfOthers(known: KnownClaim, claim: string, debtor: string, liveHere: readonly LiveAward[]): number {
  const told = known.awards.filter((award) => !award.jointly && !award.debtors.includes(debtor));
  const heardOf = new Set(known.awards.flatMap((award) => award.debtors));
  const untold = liveHere.filter(
    (award) => award.claim === claim && !award.jointly && award.debtor !== debtor && !heardOf.has(award.debtor),
  );
  return [...told, ...untold].reduce((sum, award) => sum + award.amountCents, 0);
}
