import { eventsOf } from '../facts.js';
import type { AgreementLogic } from './logic.js';

/** C-01: met at once when the strand already has a handler. */
export const handlerNamed: AgreementLogic = {
  keptBefore: (facts, subject, event) =>
    eventsOf(facts, 'handler.assigned').some(
      ({ about, occurredAt }) =>
        about.part?.kind === subject.part &&
        about.part?.id === (subject.policeReport ?? subject.strand) &&
        occurredAt < event.occurredAt,
    ),
};
