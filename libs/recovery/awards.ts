import type { EventOf, Instant } from '../contract/index.js';
import { liveAwards, type AwardOrigin } from './ledger.js';
import { claimedCents, type Claim, type RecoveryCase } from './recovery.state.js';

export interface Awarded {
  suspect: string;
  amountCents: number;
  jointly: boolean;
  origin: AwardOrigin;
  measure: boolean;
  violentOrSexual: boolean;
}

/** Enters an award, which replaces the live one of the same suspect. Awarded is never more than claimed. */
export function enterAward(claim: Claim, awarded: Awarded, at: Instant): void {
  const amountCents = Math.min(awarded.amountCents, claimedCents(claim));
  if (amountCents === 0 || claim.writtenOff) return;
  claim.ledger.push({ kind: 'award', ...awarded, amountCents, at });
  claim.deniedBy = claim.deniedBy.filter((strand) => strand !== awarded.suspect);
  if (claim.deniedBy.length === 0) claim.rejected = false;
}

/** Makes the suspect's award void, where it comes from one of these. What was paid on it stays paid. */
export function endAward(
  claim: Claim,
  suspect: string,
  origins: readonly AwardOrigin[],
  cause: string,
  at: Instant,
): void {
  const live = liveAwards(claim.ledger).find((award) => award.suspect === suspect);
  if (!live || claim.writtenOff || !origins.includes(live.origin)) return;
  claim.ledger.push({ kind: 'award-end', suspect, cause, at });
}

type CompensationEvent = EventOf<'penal-order.issued' | 'transaction.fulfilled' | 'halt-agreement.signed'>;

export const enterCompensation =
  (origin: AwardOrigin) =>
  (state: RecoveryCase, event: CompensationEvent, suspect: string): void => {
    for (const { claim: id, amountCents } of event.data.compensation) {
      const claim = state.claims[id];
      const plain = { jointly: false, measure: false, violentOrSexual: false };
      if (claim) enterAward(claim, { suspect, amountCents, origin, ...plain }, event.occurredAt);
    }
  };

export const endAwardsFrom =
  (origin: AwardOrigin) =>
  (state: RecoveryCase, event: { type: string; occurredAt: Instant }, suspect: string): void => {
    for (const claim of Object.values(state.claims)) endAward(claim, suspect, [origin], event.type, event.occurredAt);
  };

/**
 * A judgment decides on every claim of its strand: it replaces what this suspect owed by an earlier judgment
 * or penal order, also with nothing. A claim that its summons named and that gets nothing is denied.
 */
export function enterJudgment(state: RecoveryCase, event: EventOf<'judgment.given'>, suspect: string): void {
  const { awards, claimsNamed, violentOrSexual } = event.data;
  for (const claim of Object.values(state.claims)) {
    const given = awards.find((award) => award.claim === claim.id && award.amountCents > 0);
    if (given) {
      const { amountCents, jointly, measure } = given;
      enterAward(
        claim,
        { suspect, amountCents, jointly, measure, violentOrSexual, origin: 'judgment' },
        event.occurredAt,
      );
    } else {
      endAward(claim, suspect, ['judgment', 'penal_order'], event.type, event.occurredAt);
      if (claimsNamed.includes(claim.id)) deny(claim, suspect);
    }
  }
}

function deny(claim: Claim, suspect: string): void {
  if (!claim.writtenOff && !claim.deniedBy.includes(suspect)) claim.deniedBy.push(suspect);
}
