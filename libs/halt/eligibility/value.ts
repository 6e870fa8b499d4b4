import { fail, pass, type Weigh } from './condition.js';

export const value: Weigh = ({ offence, valueCents = 0 }, { conditions }) => {
  const { offences, ceilingCents } = conditions.value;
  if (!offences.includes(offence)) return pass('Does not apply to this offence.');
  return valueCents <= ceilingCents ? pass() : fail('needs_consent', 'The value is over the ceiling.');
};
