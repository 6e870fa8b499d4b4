import { fail, pass, type Weigh } from './condition.js';

export const damagePerCase: Weigh = ({ offence, caseDamageCents }, { conditions }) => {
  const { offences, ceilingCents } = conditions['damage-per-case'];
  if (!offences.includes(offence)) return pass('Does not apply to this offence.');
  return caseDamageCents <= ceilingCents
    ? pass()
    : fail('needs_consent', 'The damage of the referrals of this case together is over the ceiling.');
};
