import { fail, pass, type Weigh } from './condition.js';

export const age: Weigh = (facts, { conditions }) => {
  const { youngest, oldest, oldestInGroup } = conditions.age;
  if (facts.age >= youngest && facts.age <= oldest) return pass();
  return facts.age > oldest && facts.age <= oldestInGroup && facts.inGroupWithMinors === true
    ? fail('needs_consent', 'An adult in a group with minors.')
    : fail('not_eligible', facts.age < youngest ? 'Too young.' : 'Too old.');
};
