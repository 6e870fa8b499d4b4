import { eventsOf } from '../facts.js';
import type { AgreementLogic } from './logic.js';
import { isJuvenile } from './Y-01.js';

/** Y-02: a juvenile who is summoned. */
export const juvenileSummoned: AgreementLogic = {
  applies: (facts, subject) =>
    isJuvenile(facts, subject) &&
    eventsOf(facts, 'summons.issued').some((summons) => summons.about.strand === subject.strand),
};
