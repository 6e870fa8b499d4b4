import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { producers } from '../contract/index.js';
import { retentionStages, type RetentionStage } from '../platform/casework/retained.js';
import { localDate, startOfDay } from '../platform/terms/index.js';
import { forgotten } from './forget.js';
import { followers, overwritten, rules, type RetentionRule } from './rules.js';
import { datesOf, leastFar, nextLook, notBack, readersAt, readersOfAll, stageOf, type Processed } from './stage.js';

const ruleOf = (context: string): RetentionRule => rules.find((rule) => rule.context === context)!;
const first = '2014-03-03T09:10:00.000Z';
const only = (changes: Partial<Processed> = {}): Processed => ({
  firstProcessedAt: first,
  lastProcessedAt: first,
  hasEnded: true,
  ...changes,
});

describe('how far a case is', () => {
  it.each<[string, string, Partial<Processed>, RetentionStage]>([
    ['police', '2015-03-02T22:59:59.999Z', {}, 'in_use'],
    // The day begins at midnight in Amsterdam.
    ['police', '2015-03-02T23:00:00.000Z', {}, 'limited'],
    ['police', '2019-03-02T22:59:59.999Z', {}, 'limited'],
    ['police', '2019-03-02T23:00:00.000Z', {}, 'removed'],
    ['police', '2024-03-02T22:59:59.999Z', {}, 'removed'],
    ['police', '2024-03-02T23:00:00.000Z', {}, 'destroyed'],
    // Wpg 8: whatever still happens, the first processing counts.
    ['police', '2019-03-03T12:00:00.000Z', { lastProcessedAt: '2019-03-01T12:00:00.000Z', hasEnded: false }, 'removed'],
    ['recovery', '2021-03-02T22:59:59.999Z', {}, 'in_use'],
    ['recovery', '2021-03-02T23:00:00.000Z', {}, 'destroyed'],
    ['recovery', '2040-01-01T00:00:00.000Z', { hasEnded: false }, 'in_use'],
    ['recovery', '2022-01-01T00:00:00.000Z', { lastProcessedAt: '2016-01-01T00:00:00.000Z' }, 'in_use'],
    ['halt', '2015-03-03T12:00:00.000Z', {}, 'removed'],
    ['halt', '2019-03-03T12:00:00.000Z', {}, 'destroyed'],
    ['prosecution', '2015-03-03T12:00:00.000Z', {}, 'limited'],
    ['prosecution', '2015-03-03T12:00:00.000Z', { hasEnded: false }, 'in_use'],
    ['employer', '2016-03-03T12:00:00.000Z', { hasEnded: false }, 'limited'],
    ['employer', '2019-03-03T12:00:00.000Z', { hasEnded: false }, 'destroyed'],
    ['employer', '2019-03-03T12:00:00.000Z', { lastProcessedAt: '2018-01-01T00:00:00.000Z' }, 'in_use'],
  ])('at %s on %s with %j is %s', (context, now, changes, stage) => {
    expect(stageOf(ruleOf(context), only(changes), now)).toBe(stage);
  });

  it('begins on the last of February where the year has no 29th', () => {
    const processed = only({ firstProcessedAt: '2016-02-29T12:00:00.000Z' });
    expect(datesOf(ruleOf('police'), processed).limited).toBe('2017-02-28');
  });

  const instant = (from: string, to: string): fc.Arbitrary<string> =>
    fc.integer({ min: Date.parse(from), max: Date.parse(to) }).map((at) => new Date(at).toISOString());
  const cases = fc.record({
    rule: fc.constantFrom(...rules),
    firstProcessedAt: instant('2009-01-01', '2030-01-01'),
    forMs: fc.integer({ min: 0, max: 8 * 365 * 86_400_000 }),
    hasEnded: fc.boolean(),
  });
  const processedIn = ({
    firstProcessedAt,
    forMs,
    hasEnded,
  }: {
    firstProcessedAt: string;
    forMs: number;
    hasEnded: boolean;
  }): Processed => ({
    firstProcessedAt,
    lastProcessedAt: new Date(Date.parse(firstProcessedAt) + forMs).toISOString(),
    hasEnded,
  });
  const order = (stage: RetentionStage): number => retentionStages.indexOf(stage);

  it('never goes back as time goes on', () => {
    fc.assert(
      fc.property(cases, instant('2009-01-01', '2060-01-01'), instant('2009-01-01', '2060-01-01'), (one, a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        const processed = processedIn(one);
        expect(order(stageOf(one.rule, processed, later))).toBeGreaterThanOrEqual(
          order(stageOf(one.rule, processed, earlier)),
        );
      }),
    );
  });

  it('does not change before the day on which it is looked at again', () => {
    fc.assert(
      fc.property(
        cases,
        instant('2009-01-01', '2060-01-01'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, now, part) => {
          const processed = processedIn(one);
          const stage = stageOf(one.rule, processed, now);
          const next = nextLook(one.rule, processed, now);
          if (next === undefined) {
            expect(stage).toBe('destroyed');
            return;
          }
          expect(next > localDate(now)).toBe(true);
          const between = Date.parse(now) + part * (Date.parse(startOfDay(next)) - 1 - Date.parse(now));
          expect(stageOf(one.rule, processed, new Date(Math.floor(between)).toISOString())).toBe(stage);
        },
      ),
    );
  });

  it('goes through the stages of its rule in their order', () => {
    for (const rule of rules) {
      const dates = Object.values(datesOf(rule, only()));
      expect(dates).toEqual([...dates].sort());
      expect(rule.months.destroyed).toBeGreaterThan(0);
    }
  });
});

describe('what was removed', () => {
  it.each<[RetentionStage, RetentionStage, RetentionStage]>([
    ['limited', 'in_use', 'in_use'],
    ['removed', 'in_use', 'removed'],
    ['removed', 'destroyed', 'destroyed'],
    ['destroyed', 'in_use', 'destroyed'],
    ['in_use', 'limited', 'limited'],
  ])('from %s to %s is %s', (before, after, stage) => {
    expect(notBack(before, after)).toBe(stage);
  });
});

describe('who still reads', () => {
  it('is everybody whom the policy lets, then the roles of the rule, then nobody', () => {
    const rule = ruleOf('police');
    expect(readersAt(rule, 'in_use')).toBeNull();
    expect(readersAt(rule, 'limited')).toContain('assistant_prosecutor');
    expect(readersAt(rule, 'limited')).not.toContain('police_officer');
    expect(readersAt(rule, 'removed')).toEqual([]);
  });

  it('what all share, is in each role who still reads at the own agency', () => {
    const police = {
      roles: ['police_officer', 'assistant_prosecutor'] as const,
      readers: ['assistant_prosecutor'] as const,
    };
    const employer = { roles: ['employer_contact'] as const, readers: null };
    expect(readersOfAll([police, employer])).toEqual(['assistant_prosecutor', 'employer_contact']);
    expect(readersOfAll([employer])).toBeNull();
    expect(readersOfAll([{ ...employer, readers: [] }])).toEqual([]);
  });

  it('goes as far as the agency that may use it longest', () => {
    expect(leastFar(['destroyed', 'limited', 'removed'])).toBe('limited');
    expect(leastFar(['destroyed', 'destroyed'])).toBe('destroyed');
    expect(leastFar([])).toBe('in_use');
  });
});

describe('the periods', () => {
  it('are there for every context that keeps something of people, each with its source', () => {
    expect([...rules, ...followers].map(({ context }) => context).sort()).toEqual([...producers].sort());
    for (const { months, sources, limitedTo } of rules) {
      expect(
        Object.keys(sources)
          .filter((one) => one !== 'limitedTo')
          .sort(),
      ).toEqual(Object.keys(months).sort());
      expect(sources.limitedTo !== undefined).toBe(limitedTo.length > 0);
    }
  });
});

describe('what is destroyed', () => {
  it('is every field that the data dictionary calls free text or identifying', () => {
    const { fields } = JSON.parse(readFileSync('docs/data-dictionary.json', 'utf8')) as {
      fields: Record<string, { personal: string }>;
    };
    const personal = Object.entries(fields).filter(([, { personal: how }]) => /free text|identifies/.test(how));
    // What is in `values` is looked at field by field.
    const missing = personal.map(([field]) => field).filter((field) => field !== 'values' && !overwritten.has(field));
    expect(missing).toEqual([]);
  });

  it('is what people wrote and who they are; codes, times, amounts and identifiers stay', () => {
    const kept = { id: 'a3', state: 'taken', amountCents: 450, at: first, offences: ['350'] };
    const told = { statement: 'He hit me.', needs: ['a lock'], birthDate: '1996-11-20', name: 'Piet' };
    expect(forgotten({ ...kept, ...told, nested: [{ reason: 'fear', code: 'x' }] })).toEqual({
      ...kept,
      statement: '(destroyed)',
      needs: ['(destroyed)'],
      birthDate: '0001-01-01',
      name: '(destroyed)',
      nested: [{ reason: '(destroyed)', code: 'x' }],
    });
  });
});
