import { fail, pass, type Weigh } from './condition.js';

/** Sr 77e(1): only for the offences that the decree designates; others at the prosecutor's discretion. */
export const offence: Weigh = (facts, { offences, offenceNames }) => {
  const name = offenceNames[facts.offence] ?? facts.offence;
  if (offences.eligible.includes(name)) return pass();
  return offences.needsConsent.includes(name)
    ? fail('needs_consent', 'This offence needs the consent of the prosecutor.')
    : fail('not_eligible', 'This offence is not on the list.');
};
