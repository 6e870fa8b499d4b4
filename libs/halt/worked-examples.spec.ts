import { describe, expect, it } from '@jest/globals';
import { decideEligibility } from './eligibility/decide-eligibility.js';
import { measureHours } from './hours.js';
import { eligible, type Facts } from './testing/halt-office.js';

interface Example {
  offence: string;
  age: number;
  damageCents?: number;
  earlierOn?: string;
  confessed?: boolean;
  parentConsents?: boolean;
  on?: string;
}

const factsOf = ({ offence, age, damageCents, earlierOn, confessed = true, parentConsents, on }: Example): Facts => ({
  ...eligible,
  offence,
  age,
  damageCents,
  offenceOn: on ?? '2014-02-03',
  interview: {
    confessed,
    consentsToHalt: true,
    parentConsents,
    earlierHalt: earlierOn ? { count: 1, lastOn: earlierOn } : { count: 0 },
  },
});

const examples: [string, Example, string, number | null][] = [
  [
    'damage of 320 euro, 15 years',
    { offence: '350', age: 15, damageCents: 32_000, parentConsents: true },
    'eligible',
    9,
  ],
  ['insult of a public servant, 16 years', { offence: '267', age: 16, damageCents: 0 }, 'needs_consent', null],
  ['damage of 901 euro', { offence: '350', age: 17, damageCents: 90_100 }, 'needs_consent', 12],
  [
    'violence against goods, 900 euro, at Halt a year and a half before',
    { offence: '141-goods', age: 17, damageCents: 90_000, earlierOn: '2012-08-03' },
    'eligible',
    20,
  ],
  ['eleven years', { offence: '350', age: 11 }, 'not_eligible', 4],
  [
    'denied, in 2025',
    { offence: '350', age: 15, damageCents: 4_000, confessed: false, parentConsents: true, on: '2025-02-03' },
    'not_eligible',
    6,
  ],
  ['aggravated assault', { offence: '302', age: 16 }, 'not_eligible', null],
];

describe('Worked examples of Halt', () => {
  it.each(examples)('%s', (_what, example, verdict, hours) => {
    const facts = factsOf(example);
    expect(decideEligibility({ ...facts, caseDamageCents: facts.damageCents ?? 0 }).verdict).toBe(verdict);
    expect(measureHours(facts)?.total ?? null).toBe(hours);
  });
});
