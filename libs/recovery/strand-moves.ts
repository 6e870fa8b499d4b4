import type { ChainEvent, EventType } from '../contract/index.js';
import type { RecoveryCase, Strand } from './recovery.state.js';

type Move = Partial<Pick<Strand, 'at' | 'om' | 'hearingAt'>>;

/** Where each event leaves the strand that it is about. */
const fixedMoves: Partial<Record<EventType, Move>> = {
  'strand.closed': { at: 'closed' },
  'halt.completed': { at: 'completed' },
  'file.sent-to-prosecution': { at: 'at_om', om: 'received' },
  'file.dismissed': { om: 'dismissed' },
  'transaction.offered': { om: 'transaction_offered' },
  'transaction.fulfilled': { om: 'transaction_fulfilled' },
  'transaction.lapsed': { om: 'received' },
  'penal-order.issued': { om: 'penal_order_issued' },
  'penal-order.opposed': { om: 'objection' },
  'penal-order.final': { om: 'penal_order_final' },
  'judgment.given': { om: 'judged' },
  'judgment.appealed': { om: 'appealed' },
  'judgment.final': { om: 'judgment_final' },
};

/** The strand that the event is about; whatever is told of it, it has been registered. */
export function strandOf(state: RecoveryCase, id: string): Strand {
  const strand = (state.strands[id] ??= { id, at: 'at_police' });
  return strand;
}

export function moveStrand(state: RecoveryCase, event: ChainEvent): void {
  if (event.about.strand === undefined) return;
  const strand = strandOf(state, event.about.strand);
  Object.assign(strand, moveBy(event));
  if (event.type === 'suspect.registered') Object.assign(strand, registration(event.data.age, event.occurredAt));
  if (event.type === 'judgment.final') strand.judgmentFinalAt = event.occurredAt;
  if (event.type === 'judgment.given') delete strand.judgmentFinalAt;
}

const registration = (age: number, registeredAt: string): Partial<Strand> => ({ age, registeredAt });

function moveBy(event: ChainEvent): Move {
  switch (event.type) {
    case 'suspect.referred-to-halt':
      return event.data.referrer === 'om' ? { at: 'at_halt', om: 'at_halt' } : { at: 'at_halt' };
    case 'referral.declined':
    case 'halt.returned':
      return event.data.to === 'om' ? { at: 'at_om', om: 'received' } : { at: 'at_police' };
    case 'summons.issued':
      return { om: 'summoned', hearingAt: event.data.hearingAt };
    default:
      return fixedMoves[event.type] ?? {};
  }
}
