import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { invalid } from '../../platform/casework/refusal.js';
import type { AssignHandlerBody } from '../api/bodies.js';
import { aboutClaim } from '../claim-events.js';
import { claimOf, type RecoveryCase } from '../recovery.state.js';

export const assignHandler: CommandDefinition<RecoveryCase, AssignHandlerBody> = {
  persons: (input) => [input.to],
  decide: (state, part, input, context) => {
    const claim = claimOf(state, part);
    if (context.person(input.to)?.organisation !== context.actor.organisation)
      return invalid('/to', 'handler-of-another-organisation', 'The handler is a person of the own organisation.');
    claim.handler = input.to;
    return [aboutClaim('handler.assigned', claim, { handler: input.to })];
  },
};
