import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleSetOn, ruleSets } from '../rule-sets.js';
import { eligible } from '../testing/halt-office.js';
import type { WeighedFacts } from './condition.js';
import { conditionIds, decideEligibility, type Verdict } from './decide-eligibility.js';

type Interview = NonNullable<WeighedFacts['interview']>;

const { interview: willing, ...facts } = eligible;

const decide = (over: Partial<WeighedFacts> = {}, interview: Partial<Interview> = {}) =>
  decideEligibility({
    ...facts,
    caseDamageCents: over.damageCents ?? facts.damageCents ?? 0,
    interview: { ...(willing as Interview), ...interview },
    ...over,
  });

const weighed = (over: Partial<WeighedFacts>, interview: Partial<Interview>, id: string) =>
  decide(over, interview).conditions.find((condition) => condition.id === id);

type Case = [string, Partial<WeighedFacts>, Partial<Interview>, Verdict, string[]];

const cases: Case[] = [
  ['the usual case', {}, {}, 'eligible', []],
  ['offence: an insult needs consent', { offence: '266' }, {}, 'needs_consent', ['offence']],
  ['offence: aggravated assault is not for Halt', { offence: '302' }, {}, 'not_eligible', ['offence']],
  ['offence: fireworks by its own article', { offence: 'Vuurwerkbesluit-1.2.2' }, {}, 'eligible', []],
  ['age: eleven', { age: 11 }, {}, 'not_eligible', ['age']],
  ['age: twelve', { age: 12 }, {}, 'eligible', []],
  ['age: seventeen', { age: 17 }, {}, 'eligible', []],
  ['age: eighteen alone', { age: 18 }, {}, 'not_eligible', ['age']],
  ['age: eighteen with minors', { age: 18, inGroupWithMinors: true }, {}, 'needs_consent', ['age']],
  ['age: twenty with minors', { age: 20, inGroupWithMinors: true }, {}, 'needs_consent', ['age']],
  ['age: twenty-one with minors', { age: 21, inGroupWithMinors: true }, {}, 'not_eligible', ['age']],
  ['confession: none', {}, { confessed: false }, 'not_eligible', ['confession']],
  [
    'confession: denial out of conviction, willing',
    {},
    { confessed: false, deniesOutOfConviction: true },
    'needs_consent',
    ['confession'],
  ],
  [
    'confession: denial out of conviction, under the decree of 2024',
    { offenceOn: '2025-02-03' },
    { confessed: false, deniesOutOfConviction: true },
    'not_eligible',
    ['confession'],
  ],
  [
    'confession: denial out of conviction, not willing',
    {},
    { confessed: false, deniesOutOfConviction: true, consentsToHalt: false },
    'not_eligible',
    ['confession', 'voluntary'],
  ],
  ['no interview known', { interview: undefined }, {}, 'not_eligible', ['confession', 'voluntary', 'parents']],
  ['voluntary: not told in writing', { informedInWriting: false }, {}, 'not_eligible', ['voluntary']],
  ['voluntary: consent not known', {}, { consentsToHalt: undefined }, 'not_eligible', ['voluntary']],
  ['parents: fifteen, not known', {}, { parentConsents: undefined }, 'not_eligible', ['parents']],
  ['parents: sixteen, not asked', { age: 16 }, { parentConsents: undefined }, 'eligible', []],
  ['earlier-halt: a year before to the day', {}, { earlierHalt: { count: 1, lastOn: '2013-02-03' } }, 'eligible', []],
  [
    'earlier-halt: a day less than a year before',
    {},
    { earlierHalt: { count: 1, lastOn: '2013-02-04' } },
    'needs_consent',
    ['earlier-halt'],
  ],
  [
    'earlier-halt: two, long ago',
    {},
    { earlierHalt: { count: 2, lastOn: '2010-02-03' } },
    'needs_consent',
    ['earlier-halt'],
  ],
  ['earlier-halt: date not known', {}, { earlierHalt: { count: 1 } }, 'needs_consent', ['earlier-halt']],
  ['earlier-halt: nothing known', {}, { earlierHalt: undefined }, 'eligible', []],
  ['damage-per-person: 900 euro', { damageCents: 90_000 }, {}, 'eligible', []],
  ['damage-per-person: a cent over', { damageCents: 90_001 }, {}, 'needs_consent', ['damage-per-person']],
  ['damage-per-person: not for theft', { offence: '310', damageCents: 90_001 }, {}, 'eligible', []],
  ['damage-per-case: 4,500 euro', { caseDamageCents: 450_000 }, {}, 'eligible', []],
  ['damage-per-case: a cent over', { caseDamageCents: 450_001 }, {}, 'needs_consent', ['damage-per-case']],
  ['value: 150 euro', { offence: '310', valueCents: 15_000 }, {}, 'eligible', []],
  ['value: a cent over', { offence: '417bis', valueCents: 15_001 }, {}, 'needs_consent', ['value']],
  ['value: not for damage', { valueCents: 15_001 }, {}, 'eligible', []],
  ['designated-officer: not', { designatedOfficer: false }, {}, 'not_eligible', ['designated-officer']],
  ['the law outweighs consent', { offence: '266', age: 11 }, {}, 'not_eligible', ['offence', 'age']],
];

describe('Halt eligibility', () => {
  it.each(cases)('%s', (_rule, over, interview, verdict, failing) => {
    expect(decide(over, interview)).toMatchObject({ verdict, failing });
  });

  it('weighs every condition, with its rule, source and mark', () => {
    const { conditions, ruleSet } = decide();
    expect(ruleSet).toBe('halt-2010');
    expect(conditions.map(({ id }) => id)).toEqual(conditionIds);
    expect(conditionIds).toEqual(Object.keys(ruleSets[0]?.conditions ?? {}));
    for (const condition of conditions) {
      expect(condition.rule).not.toBe('');
      expect(condition.source).not.toBe('');
      expect(['verified', 'attested', 'assumed']).toContain(condition.mark);
    }
  });

  describe('referred by the prosecutor himself', () => {
    it.each([
      ['any offence', { offence: '302' }, {}, ['offence']],
      [
        'what consent can lift',
        { damageCents: 90_001 },
        { earlierHalt: { count: 2 } },
        ['earlier-halt', 'damage-per-person'],
      ],
      ['an adult among minors', { age: 19, inGroupWithMinors: true }, {}, ['age']],
    ])('lifts %s', (_what, over, interview, lifted) => {
      const decision = decide({ ...over, referrer: 'om' }, interview);
      expect(decision).toMatchObject({ verdict: 'eligible', failing: [] });
      const outcomes = decision.conditions.filter(({ outcome }) => outcome === 'lifted');
      expect(outcomes.map(({ id }) => id)).toEqual(lifted);
    });

    it('lifts nothing that is in the law', () => {
      expect(decide({ referrer: 'om', age: 11, offence: '302' }, { confessed: false })).toMatchObject({
        verdict: 'not_eligible',
        failing: ['age', 'confession'],
      });
    });

    it('needs no designation', () => {
      expect(decide({ referrer: 'om', designatedOfficer: false })).toMatchObject({ verdict: 'eligible' });
    });
  });
});

describe('The Halt rule sets', () => {
  it.each([
    ['2009-12-31', 'halt-2010'],
    ['2010-01-01', 'halt-2010'],
    ['2024-06-30', 'halt-2010'],
    ['2024-07-01', 'halt-2024'],
  ])('of an offence on %s: %s', (on, id) => {
    expect(ruleSetOn(on).id).toBe(id);
  });

  it('follow each other without a gap', () => {
    ruleSets.forEach(({ validTo }, index) => {
      const next = ruleSets[index + 1];
      expect(validTo === null).toBe(next === undefined);
      if (validTo !== null && next) expect(Date.parse(next.validFrom) - Date.parse(validTo)).toBe(86_400_000);
    });
  });

  it('from 2024 say that the damage ceiling shown is that of 2010', () => {
    const over = { offenceOn: '2025-02-03', damageCents: 90_001 };
    expect(decide(over)).toMatchObject({ ruleSet: 'halt-2024', verdict: 'needs_consent' });
    expect(weighed(over, {}, 'damage-per-person')).toMatchObject({
      mark: 'assumed',
      note: expect.stringContaining('the ceiling shown is that of 2010'),
    });
    expect(weighed({ damageCents: 90_001 }, {}, 'damage-per-person')?.note).not.toContain('2010');
  });
});

const anyFacts = fc.record({
  offence: fc.constantFrom('350', '310', '266', '302', '141-goods'),
  age: fc.integer({ min: 8, max: 25 }),
  inGroupWithMinors: fc.boolean(),
  damageCents: fc.integer({ min: 0, max: 200_000 }),
  valueCents: fc.integer({ min: 0, max: 30_000 }),
  informedInWriting: fc.boolean(),
  designatedOfficer: fc.boolean(),
  offenceOn: fc.constantFrom('2014-02-03', '2025-02-03'),
});
const anyInterview = fc.record({
  confessed: fc.boolean(),
  consentsToHalt: fc.boolean(),
  parentConsents: fc.boolean(),
  deniesOutOfConviction: fc.boolean(),
});
const severity: Verdict[] = ['eligible', 'needs_consent', 'not_eligible'];

describe('Whatever the facts', () => {
  it('the verdict is the gravest consequence of a failing condition', () => {
    fc.assert(
      fc.property(anyFacts, anyInterview, fc.constantFrom('police', 'om'), (over, interview, referrer) => {
        const { verdict, failing, conditions } = decide({ ...over, referrer: referrer }, interview);
        const consequences = conditions.flatMap(({ consequence }) => consequence ?? []);
        expect(failing).toHaveLength(consequences.length);
        expect(severity.indexOf(verdict)).toBe(Math.max(0, ...consequences.map((one) => severity.indexOf(one))));
      }),
    );
  });

  it("the prosecutor's own referral is never judged harder than one by the police", () => {
    fc.assert(
      fc.property(anyFacts, anyInterview, (over, interview) => {
        const own = decide({ ...over, referrer: 'om' }, interview).verdict;
        const police = decide({ ...over, referrer: 'police' }, interview).verdict;
        expect(own).not.toBe('needs_consent');
        expect(severity.indexOf(own)).toBeLessThanOrEqual(severity.indexOf(police));
      }),
    );
  });
});
