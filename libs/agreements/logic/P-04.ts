import type { AgreementLogic } from './logic.js';

/** P-04: the code is given whenever the facts qualify. */
export const vptCodeGiven: AgreementLogic = {
  requires: (_facts, _subject, event) =>
    event.type !== 'police-report.taken' || event.data.vptCode || !event.data.vptProposed,
};
