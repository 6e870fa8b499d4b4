import type { Strand } from './recovery.state.js';

const endsAtOm: ReadonlySet<Strand['om']> = new Set([
  'dismissed',
  'transaction_fulfilled',
  'penal_order_final',
  'judgment_final',
]);

/**
 * A strand is open until Halt completed it, OM dismissed, a transaction was fulfilled, a penal order or
 * judgment became final, or the police closed it (chain.md, "A suspect's strand").
 */
export const isOpen = (strand: Strand): boolean =>
  strand.at !== 'completed' && strand.at !== 'closed' && !endsAtOm.has(strand.om);

export const anyOpen = (strands: Record<string, Strand>, except?: string): boolean =>
  Object.values(strands).some((strand) => strand.id !== except && isOpen(strand));

/** Sv 51f: joining needs criminal proceedings; a summons, or an objection that leads to one. */
export const canBeJoined = (strand: Strand): boolean => strand.om === 'summoned' || strand.om === 'objection';

export const isAtHalt = (strand: Strand): boolean => strand.at === 'at_halt';
