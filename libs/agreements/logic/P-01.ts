import type { AgreementLogic } from './logic.js';

/** Counts from the submission, or from the supplement that brought the victim in; a walk-in from its own time. */
export const fromSubmission: AgreementLogic = {
  countsFrom: (_facts, _subject, event) =>
    event.type === 'police-report.received' ? event.data.submittedAt : event.occurredAt,
};
