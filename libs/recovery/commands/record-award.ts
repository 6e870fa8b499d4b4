import type { Decide } from '../../platform/casework/case-context.js';
import { invalid } from '../../platform/casework/refusal.js';
import type { RecordAwardBody } from '../api/bodies.js';
import { enterAward } from '../awards.js';
import { consequencesFor, standingOf } from '../consequences.js';
import { claimOf, claimedCents, isSuspectOfCase, type RecoveryCase } from '../recovery.state.js';

/** What a civil court awarded, or what was agreed. */
export const recordAward: Decide<RecoveryCase, RecordAwardBody> = (state, part, input, context) => {
  const claim = claimOf(state, part);
  if (input.amountCents === 0) return invalid('/amountCents', 'award-of-nothing', 'An award is more than nothing.');
  if (input.amountCents > claimedCents(claim))
    return invalid('/amountCents', 'award-over-claim', 'An award is at most the claim.');
  const stranger = input.debtors.findIndex((debtor) => !isSuspectOfCase(state, debtor));
  if (stranger >= 0)
    return invalid(`/debtors/${stranger}`, 'debtor-unknown', 'Who has to pay is a suspect of the case.');
  const before = standingOf(state, claim);
  const shares = input.jointly ? input.debtors.map(() => input.amountCents) : equalShares(input);
  input.debtors.forEach((suspect, index) => {
    const amountCents = shares[index] ?? 0;
    const awarded = { suspect, amountCents, jointly: input.jointly, origin: input.by };
    enterAward(claim, { ...awarded, measure: false, violentOrSexual: false }, context.occurredAt);
  });
  return consequencesFor(state, claim, before);
};

/** BW 6:6(1): debtors who are not jointly liable owe equal shares; the odd cents fall to the first. */
function equalShares({ amountCents, debtors }: RecordAwardBody): number[] {
  const share = Math.floor(amountCents / debtors.length);
  const odd = amountCents - share * debtors.length;
  return debtors.map((_, index) => share + (index < odd ? 1 : 0));
}
