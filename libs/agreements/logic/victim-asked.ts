import { partiesWhoAsked, takingOf } from '../facts.js';
import type { AgreementLogic } from './logic.js';

/** V-01 to V-05: only who asked is informed (Sv 51ac); on a police report, who reported. */
export const victimAsked: AgreementLogic = {
  applies: (facts, subject) =>
    subject.policeReport === undefined
      ? partiesWhoAsked(facts).length > 0
      : (takingOf(facts, subject.policeReport)?.wantsInformation ?? false),
};
