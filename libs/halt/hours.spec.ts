import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { measureHours, type MeasuredFacts } from './hours.js';

const facts = (over: Partial<MeasuredFacts> = {}, earlier?: { count: number; lastOn?: string }): MeasuredFacts => ({
  offence: '350',
  offenceOn: '2014-02-03',
  age: 15,
  ...over,
  interview: { confessed: true, ...(earlier ? { earlierHalt: earlier } : {}) },
});

const total = (...from: Parameters<typeof facts>) => measureHours(facts(...from))?.total;

describe('The measure of hours', () => {
  it('damage of 320 euro by a fifteen-year-old: 2 + 4 + 3 = 9', () => {
    expect(measureHours(facts({ damageCents: 32_000 }))).toMatchObject({
      total: 9,
      parts: [
        { part: 'age', hours: 2 },
        { part: 'offence', hours: 4 },
        { part: 'repeat', hours: 0 },
        { part: 'damage', hours: 3 },
        { part: 'value', hours: 0 },
      ],
    });
  });

  it('4 + 6 + 4 + 8 = 22 is capped at 20 (Sr 77e(4))', () => {
    const repeated = { count: 1, lastOn: '2012-08-03' };
    expect(total({ offence: '141-goods', age: 17, damageCents: 90_000 }, repeated)).toBe(20);
  });

  it.each(['266', '267', '285', '300', '142-2', '453', 'fireworks', 'constructor'])('has no row for %s', (offence) => {
    expect(measureHours(facts({ offence }))).toBeNull();
  });

  it.each([
    [12, 4],
    [13, 4],
    [14, 6],
    [15, 6],
    [16, 8],
    [17, 8],
    [19, 8],
  ])('at the age of %i: %i with the four hours for damage', (age, hours) => {
    expect(total({ age })).toBe(hours);
  });

  it.each([
    [5_000, 0],
    [5_001, 2],
    [15_000, 2],
    [15_001, 3],
    [50_000, 3],
    [50_001, 4],
    [90_000, 4],
    [90_001, 4],
  ])('damage of %i cents adds %i', (damageCents, hours) => {
    expect(total({ damageCents })).toBe(6 + hours);
  });

  it.each([
    [1_000, 0],
    [1_001, 2],
    [2_500, 2],
    [7_500, 3],
    [7_501, 4],
    [15_001, 4],
  ])('a value of %i cents adds %i', (valueCents, hours) => {
    expect(total({ offence: '310', valueCents })).toBe(6 + hours);
  });

  it.each([
    ['within two years', '2012-02-04', 8],
    ['two years to the day', '2012-02-03', 8],
    ['longer ago', '2012-02-02', 4],
    ['at an unknown date', undefined, 8],
  ])('an earlier settlement %s adds its hours', (_when, lastOn, hours) => {
    expect(total({}, { count: 1, ...(lastOn ? { lastOn } : {}) })).toBe(6 + hours);
  });

  it('fireworks have a repeat of their own', () => {
    const fireworks = { offence: 'Vuurwerkbesluit-1.2.2' };
    expect(total(fireworks, { count: 1, lastOn: '2013-12-31' })).toBe(2 + 4 + 4);
    expect(total(fireworks, { count: 1, lastOn: '2010-12-31' })).toBe(2 + 4 + 2);
  });

  it('is whole, at most twenty, and never less for more damage', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.constantFrom('350', '310', '141-goods'),
        fc.integer({ min: 12, max: 20 }),
        cents,
        cents,
        (offence, age, damageCents, more) => {
          const measured = total({ offence, age, damageCents }) ?? -1;
          expect(Number.isInteger(measured) && measured >= 0 && measured <= 20).toBe(true);
          expect(total({ offence, age, damageCents: damageCents + more })).toBeGreaterThanOrEqual(measured);
        },
      ),
    );
  });
});
