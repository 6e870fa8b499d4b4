import type { AgreementLogic } from './logic.js';

/** P-15: what goes back to OM is no concern of the police. */
export const policeReferred: AgreementLogic = {
  applies: (_facts, _subject, event) =>
    event.type !== 'halt.returned' && event.type !== 'referral.declined' ? true : event.data.to === 'police',
};
