import type { ChainEvent, EventOf, EventType } from '../contract/index.js';
import type { DraftEvent, ReactionContext, Reactions } from '../platform/casework/case-context.js';
import { endAwardsFrom, enterCompensation, enterJudgment } from './awards.js';
import { addDamages, hearIncident, hearSupplement } from './claim-opening.js';
import { withConsequences } from './consequences.js';
import { receiveFromHalt } from './halt-payment.js';
import type { RecoveryCase } from './recovery.state.js';
import { moveStrand } from './strand-moves.js';

/** The strand moves; what that means for the awards follows in the same breath. */
const onStrand =
  <T extends EventType>(change?: (state: RecoveryCase, event: EventOf<T>, suspect: string) => void) =>
  (state: RecoveryCase, event: EventOf<T>): DraftEvent[] =>
    withConsequences(state, () => {
      moveStrand(state, event as ChainEvent);
      if (change && event.about.strand !== undefined) change(state, event, event.about.strand);
    });

const strandReactions: Reactions<RecoveryCase> = {
  'suspect.registered': onStrand(),
  'strand.closed': onStrand(),
  'suspect.referred-to-halt': onStrand(),
  'referral.declined': onStrand(),
  'halt.completed': onStrand(),
  'file.sent-to-prosecution': onStrand((state, event) => {
    state.prosecutorsOffice = event.data.prosecutorsOffice;
  }),
  'file.dismissed': onStrand(),
  'transaction.offered': onStrand(),
  'penal-order.final': onStrand(),
  'summons.issued': onStrand(),
  'judgment.appealed': onStrand(),
  'judgment.final': onStrand(),
};

/** Whatever route was chosen, what is awarded or lost on the way of a strand counts. */
const awardReactions: Reactions<RecoveryCase> = {
  'halt-agreement.signed': onStrand(enterCompensation('halt')),
  'halt.returned': onStrand(endAwardsFrom('halt')),
  'transaction.fulfilled': onStrand(enterCompensation('transaction')),
  'transaction.lapsed': onStrand(endAwardsFrom('transaction')),
  'penal-order.issued': onStrand(enterCompensation('penal_order')),
  'penal-order.opposed': onStrand(endAwardsFrom('penal_order')),
  'judgment.given': onStrand(enterJudgment),
  'halt.progressed': receiveFromHalt,
};

const damageReactions: Reactions<RecoveryCase> = {
  'incident-report.registered': (state, { data }, context) =>
    hearIncident(state, data.incident, data.incident.employer, context),
  'incident-report.submitted': (state, { data }, context) =>
    hearIncident(state, data.incident, data.incident.employer, context),
  'incident-report.supplemented': hearSupplement,
  'police-report.received': (state, { data }, context) =>
    data.incident ? hearIncident(state, data.incident, data.employer ?? data.incident.employer, context) : [],
  'police-report.taken': hearTakenReport,
};

function hearTakenReport(
  state: RecoveryCase,
  { data }: EventOf<'police-report.taken'>,
  context: ReactionContext,
): DraftEvent[] {
  state.reports[data.party] = { serious: data.serious, joinderWish: data.joinderWish };
  return addDamages(state, data.damages, context);
}

export const reactions: Reactions<RecoveryCase> = { ...damageReactions, ...strandReactions, ...awardReactions };
