import { fail, pass, type Weigh } from './condition.js';

export const confession: Weigh = ({ interview }, { conditions }) => {
  if (!interview) return fail('not_eligible', 'No interview is known.');
  if (interview.confessed) return pass();
  const isWillingOutOfConviction = interview.deniesOutOfConviction === true && interview.consentsToHalt === true;
  return isWillingOutOfConviction
    ? fail(conditions.confession.outOfConviction, 'Denies out of conviction, and is willing to take part.')
    : fail('not_eligible');
};
