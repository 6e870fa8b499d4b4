import { claimFaults, faultOfAwards, faultOfNaming } from '../contract/index.js';
import { invalid, type Refusal } from '../platform/casework/refusal.js';
import { stated } from '../platform/casework/stated.js';
import { liveAwards, type ClaimAmount, type ClaimsNamed, type ProsecutionCase } from './case.js';
import type { AddressedFile } from './file-decision.js';

/** The claims of those who asked, when their report was taken, to join. */
export const claimsWished = (state: ProsecutionCase): string[] =>
  Object.entries(state.claims)
    .filter(([, claim]) => state.parties[claim.party]?.joinderWish === 'yes')
    .map(([id]) => id);

export function refuseNaming(state: ProsecutionCase, named: readonly string[], field: string): Refusal | undefined {
  const fault = faultOfNaming(state.claims, named);
  return fault && invalid(`${field}/${fault.index}`, fault.fault, claimFaults[fault.fault]);
}

export function refuseAwards(
  { state, strand }: AddressedFile,
  awards: readonly (ClaimAmount & { jointly?: boolean })[],
  field: string,
): Refusal | undefined {
  const asked = awards.map((award) => ({ ...award, jointly: award.jointly ?? false }));
  const fault = faultOfAwards(state.claims, strand, asked, liveAwards(state));
  if (!fault) return undefined;
  const member = fault.fault === 'award-over-claim' ? 'amountCents' : 'claim';
  return invalid(`${field}/${fault.index}/${member}`, fault.fault, claimFaults[fault.fault]);
}

/** What events tell of the claims that a decision names. */
export const namedFacts = (state: ProsecutionCase, { claimsNamed, noClaimReason }: ClaimsNamed) => ({
  claimsNamed: [...claimsNamed],
  claimsWished: claimsWished(state),
  noClaimReasonGiven: noClaimReason !== undefined,
});

/** What is kept of the claims that a decision names. */
export const keptNaming = ({ claimsNamed, noClaimReason }: ClaimsNamed): ClaimsNamed =>
  stated({ claimsNamed: [...claimsNamed], noClaimReason });

export const amountsOf = (amounts: readonly ClaimAmount[] | undefined): ClaimAmount[] =>
  (amounts ?? []).map(({ claim, amountCents }) => ({ claim, amountCents }));
