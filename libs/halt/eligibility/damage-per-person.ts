import { fail, pass, type Weigh } from './condition.js';

export const damagePerPerson: Weigh = ({ offence, damageCents = 0 }, { conditions }) => {
  const { offences, ceilingCents } = conditions['damage-per-person'];
  if (!offences.includes(offence)) return pass('Does not apply to this offence.');
  return damageCents <= ceilingCents ? pass() : fail('needs_consent', 'The damage is over the ceiling.');
};
