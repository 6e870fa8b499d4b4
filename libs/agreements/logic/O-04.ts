import type { AgreementLogic } from './logic.js';

/** O-04: the code of the file is that of the police report. */
export const vptCodeKept: AgreementLogic = {
  requires: (_facts, _subject, event) =>
    event.type !== 'file.received' || event.data.vptCode === event.data.policeVptCode,
};
