import type { AgreementLogic } from './logic.js';

/** O-01: ground and reason are recorded; what lacks them is refused. */
export const groundRecorded: AgreementLogic = {
  requires: (_facts, _subject, event) => event.type !== 'file.dismissed' || event.data.groundCode !== '',
};
