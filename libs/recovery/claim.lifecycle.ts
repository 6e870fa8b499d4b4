import type { CommandOn } from '../contract/index.js';
import type { Lifecycle } from '../platform/casework/case-context.js';
import { claimStates, type ClaimState } from './claim-state.js';

const any: readonly ClaimState[] = claimStates;

/** Recovery.md, "States". What judgments, penal orders, transactions and Halt agreements do is in `reactions.ts`. */
export const claimLifecycle = {
  substantiateClaim: { from: ['opened'], to: ['substantiated'], events: ['claim.substantiated'] },
  chooseRoute: {
    from: ['substantiated', 'pursued', 'rejected', 'partially_awarded'],
    // What an offender paid on an award that became void counts when the rest is asked amicably.
    to: ['pursued', 'partially_awarded', 'settled'],
    events: ['claim.route-chosen', 'claim.settled'],
  },
  recordAward: {
    from: ['pursued'],
    to: ['awarded', 'partially_awarded', 'settled'],
    events: ['claim.awarded', 'claim.settled'],
  },
  recordPayment: {
    from: ['pursued', 'awarded', 'partially_awarded', 'settled'],
    to: ['pursued', 'awarded', 'partially_awarded', 'settled'],
    events: ['payment.received', 'advance.paid', 'claim.settled'],
  },
  reversePayment: { from: 'any', to: any, events: ['payment.reversed', 'claim.rejected'] },
  writeOff: {
    from: ['opened', 'substantiated', 'pursued', 'awarded', 'partially_awarded', 'rejected'],
    to: ['written_off'],
    events: ['claim.written-off'],
  },
  assignHandler: { from: 'any', to: 'same', events: ['handler.assigned'] },
} satisfies Lifecycle<CommandOn<'claim'>>;
