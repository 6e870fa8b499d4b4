import type { AgreementLogic } from './logic.js';

/** P-09: that the employer reports is no ground to refuse. */
export const employerMayReport: AgreementLogic = {
  requires: (_facts, _subject, event) =>
    event.type !== 'police-report.refused' || event.data.ground !== 'reporter_is_employer',
};
