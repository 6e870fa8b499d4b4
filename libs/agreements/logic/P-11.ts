import type { AgreementLogic } from './logic.js';

/** P-11: damage was asked after; the joinder wish is on every report that is taken. */
export const damageAsked: AgreementLogic = {
  requires: (_facts, _subject, event) => event.type !== 'police-report.taken' || event.data.damageAsked,
};
