import type { AgreementLogic } from './logic.js';

/** P-08: something was served at the release, or it is recorded why not. */
export const servedOrExplained: AgreementLogic = {
  requires: (_facts, _subject, event) =>
    event.type !== 'suspect.released' || event.data.servedWith !== 'none' || event.data.reasonGiven,
};
