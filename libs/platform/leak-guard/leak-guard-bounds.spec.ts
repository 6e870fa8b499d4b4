import { describe, expect, it } from '@jest/globals';
import { candidatesIn, marksOf, shapesOf } from './index.js';
import { Chance } from './testing/chance.js';
import { PEOPLE } from './testing/people.js';
import { sentence } from './testing/sentences.js';

const LONG_TEXT = 20_000;
const LONGEST_ANSWER = 120_000;
const PEOPLE_OF_A_CASE = 5;

const lasting = (piece: (chance: Chance) => string): string => {
  const chance = new Chance(7);
  let text = '';
  while (text.length < LONG_TEXT) text += piece(chance);
  return text.slice(0, LONG_TEXT);
};
const letter = (chance: Chance): string => String.fromCharCode(97 + chance.below(26));

const TEXTS: Record<string, string> = {
  'ordinary sentences': lasting((chance) => `${sentence(chance)} `),
  'letters without a space': lasting(letter),
  'letters apart': lasting((chance) => `${letter(chance)} `),
  'words of two letters': lasting((chance) => `${letter(chance)}${letter(chance)} `),
  'words of three letters with hyphens': lasting((chance) => `${letter(chance)}${letter(chance)}${letter(chance)}-`),
  capitals: lasting((chance) => letter(chance).toUpperCase() + letter(chance)),
  digits: lasting((chance) => String(chance.below(10))),
  'digits apart': lasting((chance) => `${chance.below(10)} `),
  'letters and digits': lasting((chance) => `${letter(chance)}${chance.below(10)}`),
  addresses: lasting((chance) => `${letter(chance)}@${letter(chance)}.${letter(chance)}`),
  'escapes that are none': '%C3'.repeat(LONG_TEXT / 3),
};

describe('leak guard: the candidates of a long text stay within bounds', () => {
  const chance = new Chance(3);
  const cases = Array.from({ length: 4 }, () => Array.from({ length: PEOPLE_OF_A_CASE }, () => chance.of(PEOPLE)));
  const all = cases.map((people) => shapesOf(people.flatMap(marksOf)));

  it.each(Object.entries(TEXTS))('%s', (_, text) => {
    for (const shapes of all) {
      const different = new Set(candidatesIn(text, shapes).map((candidate) => candidate.mark));
      expect(different.size).toBeLessThanOrEqual(LONGEST_ANSWER);
    }
  });

  it('an ordinary text of 20,000 characters has fewer candidates than characters', () => {
    for (const shapes of all) {
      const text = TEXTS['ordinary sentences']!;
      expect(new Set(candidatesIn(text, shapes).map((candidate) => candidate.mark)).size).toBeLessThan(LONG_TEXT);
    }
  });
});
