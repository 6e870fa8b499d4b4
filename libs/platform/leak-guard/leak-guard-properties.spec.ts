import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FUNCTION_WORDS } from './function-words.js';
import { candidatesIn, marksOf, shapesOf, type Identity } from './index.js';
import { PEOPLE } from './testing/people.js';

const person = fc.constantFrom(...PEOPLE);
const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzéïöçñşłøß'.split(''));
const prefix = fc.constantFrom('', 'van ', 'de ', 'van der ', "in 't ", 'El ', 'ten ');
const word = fc
  .array(letter, { minLength: 3, maxLength: 14 })
  .map((letters) => letters.join(''))
  .filter((name) => !FUNCTION_WORDS.has(name));
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const invented: fc.Arbitrary<Identity> = fc
  .record({ given: word, prefix, surname: word })
  .map((parts) => ({ name: `${capital(parts.given)} ${parts.prefix}${capital(parts.surname)}` }));
const anything = fc.string({ unit: 'binary', maxLength: 300 });
const shapes = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'word',
      'run',
      'spread',
      'pair',
      'phone',
      'subscriber',
      'postcode',
      'street',
      'email',
      'date',
    ),
    length: fc.integer({ min: 0, max: 30 }),
  }),
  { maxLength: 12 },
);

const isCaught = (identity: Identity, text: string): boolean => {
  const marks = new Set(marksOf(identity));
  return candidatesIn(text, shapesOf([...marks])).some((candidate) => marks.has(candidate.mark));
};

describe('leak guard: properties', () => {
  it('a text that has the name is caught, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.oneof(person, invented), anything, anything, (identity, before, after) => {
        expect(isCaught(identity, `${before} ${identity.name} ${after}`)).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  it('a text that has another datum of the person is caught', () => {
    const datum = fc.constantFrom('phone' as const, 'email' as const, 'birthDate' as const, 'postcode' as const);
    fc.assert(
      fc.property(person, datum, fc.lorem(), fc.lorem(), (one, which, before, after) => {
        const { birthDate, address, phone, email } = one;
        expect(isCaught({ name: '', birthDate, address, phone, email }, `${before}: ${one[which]}, ${after}`)).toBe(
          true,
        );
      }),
    );
  });

  it('marks never are a function word alone', () => {
    const functionWord = fc.constantFrom(...FUNCTION_WORDS);
    const names = fc.array(fc.oneof(functionWord, word), { minLength: 1, maxLength: 5 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(names, (name) => {
        const alone = marksOf({ name }).filter((mark) => !mark.startsWith('proper:'));
        expect(alone.map((mark) => mark.replace(/^\w+:/, '')).filter((form) => FUNCTION_WORDS.has(form))).toEqual([]);
      }),
    );
  });

  it('no name makes a mark of "de", "van" or "en", also not with a capital', () => {
    const forms = ['de', 'van', 'en', 'den', 'der', 'het', 'in', 'el', 'ben'].flatMap((form) =>
      ['word', 'proper', 'run', 'spread'].map((kind) => `${kind}:${form}`),
    );
    for (const { name } of [...PEOPLE, { name: 'De Van En' }]) {
      expect(marksOf({ name }).filter((mark) => forms.includes(mark))).toEqual([]);
    }
  });

  it('any text can be read, and places are inside it', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: 'grapheme', maxLength: 300 })), shapes, (text, sought) => {
        for (const { mark, from, to } of candidatesIn(text, sought)) {
          expect(mark).toMatch(/^\w+:./);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('any identity can be read', () => {
    fc.assert(
      fc.property(anything, anything, anything, anything, anything, (name, birthDate, address, phone, email) => {
        for (const mark of marksOf({ name, birthDate, address, phone, email })) expect(mark).toMatch(/^\w+:./s);
      }),
    );
  });

  it('every mark is looked for by its shape: the kinds and lengths of the marks are all that is asked', () => {
    fc.assert(
      fc.property(person, fc.lorem({ maxCount: 30 }), (identity, text) => {
        const asked = shapesOf(marksOf(identity));
        expect(JSON.parse(JSON.stringify(asked))).toEqual(asked);
        for (const { mark } of candidatesIn(`${text} ${identity.name} ${identity.address}`, asked)) {
          expect(asked).toContainEqual(shapesOf([mark])[0]);
        }
      }),
    );
  });
});
