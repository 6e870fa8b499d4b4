import { hasEmployer } from '../facts.js';
import type { AgreementLogic } from './logic.js';

/** P-13, O-05: an employer is party to the case. */
export const employerIsParty: AgreementLogic = { applies: (facts) => hasEmployer(facts) };
