import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { forbidden } from '../../platform/casework/refusal.js';
import type { WriteOffBody } from '../api/bodies.js';
import { aboutClaim } from '../claim-events.js';
import { claimOf, claimedCents, type RecoveryCase } from '../recovery.state.js';
import rules from './write-off-rules.json' with { type: 'json' };

export const writeOffRules = rules;

export const writeOff: CommandDefinition<RecoveryCase, WriteOffBody> = {
  forbids: (state, part, context) => {
    const claim = claimOf(state, part);
    const own = claim.substantiatedBy === context.actor.id;
    return own && claimedCents(claim) > rules.secondPersonAboveCents
      ? forbidden('own-claim', 'A claim of this size is written off by another than who substantiated it.')
      : undefined;
  },
  decide: (state, part, input, context) => {
    const claim = claimOf(state, part);
    claim.writtenOff = { at: context.occurredAt, reason: input.reason };
    return [aboutClaim('claim.written-off', claim, {})];
  },
};
