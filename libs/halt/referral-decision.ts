import type { CommandContext, CommandDefinition, DraftEvent } from '../platform/casework/case-context.js';
import { conflict, type Refusal } from '../platform/casework/refusal.js';
import type { HaltCase, Referral } from './case.js';

/** The referral that a command addresses, with the case around it. */
export interface AddressedReferral {
  state: HaltCase;
  strand: string;
  referral: Referral;
}

export const onReferral = <Input>(
  decide: (at: AddressedReferral, input: Input, context: CommandContext) => Refusal | DraftEvent[],
): CommandDefinition<HaltCase, Input> => ({
  decide: (state, strand, input, context) => {
    const referral = state.referrals[strand];
    if (!referral) return conflict('no-referral', 'There is no referral of this suspect.');
    return decide({ state, strand, referral }, input, context);
  },
});

export const aboutReferral = (strand: string): DraftEvent['about'] => ({
  part: { kind: 'halt-referral', id: strand },
  strand,
});
