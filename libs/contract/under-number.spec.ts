import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUnderNumber, underNumberFrom } from './under-number.js';

const values = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 7, maxLength: 7 });
const other = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a number of a report under number', () => {
  it('has its prefix, seven characters and a check character', () => {
    fc.assert(
      fc.property(values, (some) => {
        const number = underNumberFrom(some);
        expect(number).toMatch(/^AON-[0-9A-HJKMNP-TV-Z]{8}$/);
        expect(isUnderNumber(number)).toBe(true);
      }),
    );
  });

  it('with one wrong character is no number', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 4, max: 11 }), fc.constantFrom(...Array.from(other)), (some, at, wrong) => {
        const number = underNumberFrom(some);
        fc.pre(number[at] !== wrong);
        expect(isUnderNumber(`${number.slice(0, at)}${wrong}${number.slice(at + 1)}`)).toBe(false);
      }),
    );
  });

  it.each(['', 'AON-', 'AON-0000000', 'AON-00000000X', 'aon-00000000', 'AON-OOOOOOOO'])('is not %j', (text) => {
    expect(isUnderNumber(text)).toBe(false);
  });

  it('is not made of fewer characters', () => {
    expect(() => underNumberFrom([1, 2, 3])).toThrow();
  });
});
