import type { CommandOn } from '../contract/index.js';
import type { Arrival, Lifecycle } from '../platform/casework/case-context.js';
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

const living = claimStates.filter((state) => state !== 'written_off');
const awarded = ['awarded', 'partially_awarded', 'settled'] as const;

/** What damage, decisions and payments that are told elsewhere do to a claim. */
export const claimArrivals: readonly Arrival[] = [
  {
    on: [
      'incident-report.registered',
      'incident-report.submitted',
      'incident-report.supplemented',
      'police-report.received',
      'police-report.taken',
    ],
    from: [],
    to: ['opened'],
    events: ['claim.opened'],
  },
  {
    on: ['halt-agreement.signed', 'transaction.fulfilled', 'penal-order.issued'],
    from: living,
    to: awarded,
    events: ['claim.awarded', 'claim.settled'],
  },
  {
    on: ['judgment.given'],
    from: living,
    to: living,
    events: ['claim.awarded', 'claim.award-voided', 'claim.rejected', 'claim.settled'],
  },
  {
    on: ['penal-order.opposed', 'transaction.lapsed', 'halt.returned'],
    from: awarded,
    to: living,
    events: ['claim.award-voided', 'claim.rejected', 'claim.settled'],
  },
  {
    on: ['halt.progressed'],
    from: awarded,
    to: awarded,
    events: ['payment.received', 'claim.settled'],
  },
  { on: ['suspect.registered'], from: ['settled'], to: ['partially_awarded'], events: ['claim.reopened'] },
  {
    on: ['strand.closed', 'halt.completed', 'file.dismissed', 'penal-order.final', 'judgment.final'],
    from: ['pursued', 'partially_awarded'],
    to: ['settled', 'rejected'],
    events: ['claim.settled', 'claim.rejected'],
  },
];
