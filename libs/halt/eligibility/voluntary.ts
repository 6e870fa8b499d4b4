import { fail, pass, type Weigh } from './condition.js';

/** Sr 77e(2): told in writing that it is not obligatory, and willing. */
export const voluntary: Weigh = ({ informedInWriting, interview }) => {
  if (!informedInWriting) return fail('not_eligible', 'Not told in writing.');
  return interview?.consentsToHalt === true ? pass() : fail('not_eligible', 'No consent of the youth is known.');
};
