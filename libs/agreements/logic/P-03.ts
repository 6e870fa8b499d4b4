import type { AgreementLogic } from './logic.js';

/** P-03: agreed by an assistant prosecutor other than the refusing officer. */
export const refusalAgreed: AgreementLogic = {
  requires: (_facts, _subject, event) =>
    event.type !== 'police-report.refused' ||
    (event.data.agreedByRole === 'assistant_prosecutor' && event.data.agreedByAnother),
};
