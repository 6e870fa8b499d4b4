import { balance, liveAwards, totalAwarded } from './ledger.js';
import { claimedCents, type Claim, type Strand } from './recovery.state.js';
import { anyOpen } from './strands.js';

export const claimStates = [
  'opened',
  'substantiated',
  'pursued',
  'awarded',
  'partially_awarded',
  'rejected',
  'settled',
  'written_off',
] as const;
export type ClaimState = (typeof claimStates)[number];

export const awardedCents = (claim: Claim): number => totalAwarded(liveAwards(claim.ledger), claimedCents(claim));

/** The employer asks the perpetrator himself: without an award he can pay up to the claim. */
export const isAmicable = (claim: Claim): boolean =>
  claim.base === 'pursued' && claim.routes.at(-1)?.route === 'amicable';

/** What the injured party can get in all: what is awarded, or without an award the claim where it is asked amicably. */
export function dueCents(claim: Claim): number {
  const awarded = awardedCents(claim);
  if (awarded > 0) return awarded;
  return isAmicable(claim) ? claimedCents(claim) : 0;
}

/** What the injured party can still get. Payments stay when an award becomes void, so it can be less than nothing: none. */
export const outstandingCents = (claim: Claim): number =>
  Math.max(0, dueCents(claim) - balance(claim.ledger).receivedCents);

/**
 * The state of a claim follows from how far the recovery officer is, what was awarded, rejected and paid.
 * So a void award or a reversed payment leaves the claim exactly as it was before (recovery.md, States).
 */
export function claimState(claim: Claim, strands: Record<string, Strand>): ClaimState {
  if (claim.writtenOff) return 'written_off';
  const claimed = claimedCents(claim);
  const awarded = awardedCents(claim);
  const received = balance(claim.ledger).receivedCents;
  if (awarded > 0) {
    const whole = awarded >= claimed;
    if (received >= awarded && (whole || !anyOpen(strands))) return 'settled';
    return whole ? 'awarded' : 'partially_awarded';
  }
  if (isAmicable(claim) && received > 0 && received >= claimed) return 'settled';
  return claim.rejected ? 'rejected' : claim.base;
}
