import type { AgreementLogic } from './logic.js';

/** P-10: the employer's address, unless the victim chose otherwise. */
export const privateAddressOut: AgreementLogic = {
  requires: (_facts, _subject, event) =>
    event.type !== 'police-report.taken' || event.data.domicile === 'employer' || event.data.domicileChosenByVictim,
};
