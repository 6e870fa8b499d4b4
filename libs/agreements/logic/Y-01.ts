import { ageOf, type CaseFacts } from '../facts.js';
import type { Subject } from '../subject.js';
import type { AgreementLogic } from './logic.js';

/** Juvenile criminal law: 12 to 17 years at the time of the incident. */
export const isJuvenile = (facts: CaseFacts, { strand = '' }: Subject): boolean => {
  const age = ageOf(facts, strand);
  return age !== undefined && age >= 12 && age <= 17;
};

export const juvenile: AgreementLogic = { applies: isJuvenile };
