import { fail, pass, type Weigh } from './condition.js';

export const parents: Weigh = (facts, { conditions }) => {
  if (facts.age >= conditions.parents.underAge) return pass('Does not apply at this age.');
  return facts.interview?.parentConsents === true
    ? pass()
    : fail('not_eligible', 'No consent of a parent or guardian is known.');
};
