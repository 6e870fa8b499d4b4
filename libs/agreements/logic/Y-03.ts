import { eventsOf } from '../facts.js';
import type { AgreementLogic } from './logic.js';

/** Y-03: the suspect was referred to Halt. */
export const referredToHalt: AgreementLogic = {
  applies: (facts, subject) =>
    eventsOf(facts, 'suspect.referred-to-halt').some((referral) => referral.about.strand === subject.strand),
};
