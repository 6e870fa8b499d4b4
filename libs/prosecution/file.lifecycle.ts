import type { CommandOn } from '../contract/index.js';
import type { Arrival, Lifecycle } from '../platform/casework/case-context.js';

/** The OM file: in which states each command may be given, where it leads, what event it makes. */
export const fileLifecycle: Lifecycle<CommandOn<'file'>> = {
  dismissFile: { from: ['received'], to: ['dismissed'], events: ['file.dismissed'] },
  referToHalt: { from: ['received'], to: ['at_halt'], events: ['suspect.referred-to-halt'] },
  offerTransaction: { from: ['received'], to: ['transaction_offered'], events: ['transaction.offered'] },
  recordTransactionFulfilled: {
    from: ['transaction_offered'],
    to: ['transaction_fulfilled'],
    events: ['transaction.fulfilled'],
  },
  recordTransactionLapsed: { from: ['transaction_offered'], to: ['received'], events: ['transaction.lapsed'] },
  issuePenalOrder: { from: ['received'], to: ['penal_order_issued'], events: ['penal-order.issued'] },
  recordObjection: { from: ['penal_order_issued'], to: ['objection'], events: ['penal-order.opposed'] },
  recordPenalOrderFinal: { from: ['penal_order_issued'], to: ['penal_order_final'], events: ['penal-order.final'] },
  summon: { from: ['received', 'objection'], to: ['summoned'], events: ['summons.issued'] },
  rescheduleHearing: { from: ['summoned'], to: 'same', events: ['hearing.rescheduled'] },
  recordJudgment: { from: ['summoned', 'appealed'], to: ['judged'], events: ['judgment.given'] },
  recordAppeal: { from: ['judged'], to: ['appealed'], events: ['judgment.appealed'] },
  recordJudgmentFinal: { from: ['judged'], to: ['judgment_final'], events: ['judgment.final'] },
  decideHaltConsent: { from: 'any', to: 'same', events: ['halt-consent.given', 'halt-consent.refused'] },
  informVictim: { from: 'any', to: 'same', events: ['victim.informed'] },
  informEmployer: { from: 'any', to: 'same', events: ['employer.informed'] },
  assignHandler: { from: 'any', to: 'same', events: ['handler.assigned'] },
};

/** How a file comes to OM, and what Halt does to it. */
export const fileArrivals: readonly Arrival[] = [
  { on: ['file.sent-to-prosecution'], from: [], to: ['received'], events: ['file.received'] },
  { on: ['halt.returned', 'referral.declined'], from: ['at_halt'], to: ['received'], events: ['file.received'] },
  { on: ['halt.completed'], from: ['at_halt'], to: ['completed_at_halt'], events: ['file.completed-at-halt'] },
];
