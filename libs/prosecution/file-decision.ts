import type { CommandContext, CommandDefinition, DraftEvent } from '../platform/casework/case-context.js';
import { conflict, type Refusal } from '../platform/casework/refusal.js';
import type { FileRecord, ProsecutionCase } from './case.js';

/** The file that a command addresses, with the case around it. */
export interface AddressedFile {
  state: ProsecutionCase;
  strand: string;
  file: FileRecord;
}

/** A command that needs a file: a strand with only a request for consent has none. */
export const onFile = <Input>(
  decide: (at: AddressedFile, input: Input, context: CommandContext) => Refusal | DraftEvent[],
): CommandDefinition<ProsecutionCase, Input> => ({
  decide: (state, strand, input, context) => {
    const file = state.strands[strand]?.file;
    if (!file) return conflict('no-file', 'The prosecution has no file of this suspect.');
    return decide({ state, strand, file }, input, context);
  },
});

export const aboutFile = (strand: string): DraftEvent['about'] => ({ part: { kind: 'file', id: strand }, strand });
