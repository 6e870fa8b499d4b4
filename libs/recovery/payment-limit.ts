import type { LocalDate } from '../contract/index.js';
import { invalid, type Refusal } from '../platform/casework/refusal.js';
import { advanceLimit } from './advance/advance.js';
import { dueCents, outstandingCents } from './claim-state.js';
import { balance, isOtherSource, liveAwards, owedOn, type OtherSource } from './ledger.js';
import { isSuspectOfCase, type Claim, type RecoveryCase } from './recovery.state.js';

/** The most that can be received from this source on that day, or why nothing can. */
export function paymentLimit(state: RecoveryCase, claim: Claim, from: string, day: LocalDate): number | Refusal {
  return isOtherSource(from) ? limitOfOther(state, claim, from, day) : limitOfSuspect(state, claim, from);
}

function limitOfOther(state: RecoveryCase, claim: Claim, from: OtherSource, day: LocalDate): number | Refusal {
  if (from === 'state_advance') return advanceLimit(claim, state.strands, day);
  // Wet schadefonds geweldsmisdrijven art. 3: natural persons only.
  if (from === 'violence_fund' && claim.partyKind === 'employer')
    return invalid('/from', 'violence-fund-for-legal-person', 'The violence fund pays natural persons only.');
  return outstandingCents(claim);
}

function limitOfSuspect(state: RecoveryCase, claim: Claim, suspect: string): number | Refusal {
  if (!isSuspectOfCase(state, suspect))
    return invalid('/from', 'payer-unknown', 'Who pays is a suspect of the case, or one of the other sources.');
  const room = offenderRoom(claim);
  const awards = liveAwards(claim.ledger);
  if (awards.length === 0) return room;
  const own = awards.find((award) => award.suspect === suspect);
  if (!own) return invalid('/from', 'payer-without-award', 'Nothing was awarded against this suspect.');
  return Math.min(room, owedOn(own, claim.ledger));
}

/** What offenders can still pay in all: to the injured party, and back to the state. */
const offenderRoom = (claim: Claim): number =>
  dueCents(claim) === 0 ? 0 : outstandingCents(claim) + balance(claim.ledger).owedToStateCents;
