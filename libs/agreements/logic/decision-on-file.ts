import type { Fact, FactOf } from '../facts.js';

type DecisionOnFile = FactOf<'summons.issued'> | FactOf<'penal-order.issued'> | FactOf<'transaction.offered'>;

/** The decisions that hold a demand and name claims. */
export const isDecisionOnFile = (event: Fact): event is DecisionOnFile =>
  event.type === 'summons.issued' || event.type === 'penal-order.issued' || event.type === 'transaction.offered';
