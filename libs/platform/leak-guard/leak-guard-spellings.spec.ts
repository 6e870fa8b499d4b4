import { describe, expect, it } from '@jest/globals';
import { candidatesIn, marksOf, shapesOf, type Shape } from './index.js';
import { Chance } from './testing/chance.js';
import { PEOPLE, type Person } from './testing/people.js';
import { inSentence, SPELLINGS } from './testing/spellings.js';

const SPELT = 10_000;
const CAUGHT = 0.99;
const CAUGHT_OF_EACH_KIND = 0.95;

interface Protected {
  marks: Set<string>;
  shapes: Shape[];
}
const known = new Map<Person, Protected>();
const protectedOf = (person: Person): Protected => {
  const before = known.get(person);
  if (before) return before;
  const marks = marksOf(person);
  const made = { marks: new Set(marks), shapes: shapesOf(marks) };
  known.set(person, made);
  return made;
};

interface Spelt {
  kind: string;
  person: Person;
  text: string;
}

/** All kinds in turn, each of any person who can be written so. */
function spelt(): Spelt[] {
  const chance = new Chance(20140310);
  const kinds = Object.entries(SPELLINGS);
  const made: Spelt[] = [];
  for (let turn = 0; made.length < SPELT; turn++) {
    const [kind, spelling] = kinds[turn % kinds.length]!;
    const person = chance.of(PEOPLE);
    const written = spelling(person, chance);
    if (written !== undefined) made.push({ kind, person, text: inSentence(written, chance) });
  }
  return made;
}

const isCaught = ({ person, text }: Spelt): boolean => {
  const { marks, shapes } = protectedOf(person);
  return candidatesIn(text, shapes).some((candidate) => marks.has(candidate.mark));
};

describe('leak guard: 10,000 spellings of what identifies a person', () => {
  const all = spelt();
  const missed = all.filter((one) => !isCaught(one));
  const examples = (of: readonly Spelt[]): string[] =>
    of.slice(0, 40).map(({ kind, person, text }) => `${kind}: ${person.name}: ${text}`);

  it('are of at least 150 different people, in every kind', () => {
    expect(new Set(PEOPLE.map((person) => person.name)).size).toBeGreaterThanOrEqual(150);
    expect(all).toHaveLength(SPELT);
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(Object.keys(SPELLINGS).length);
  });

  it('are caught at least 99 times in a hundred', () => {
    const caught = 1 - missed.length / SPELT;
    expect({ caught, missed: caught < CAUGHT ? examples(missed) : [] }).toEqual({ caught, missed: [] });
  });

  it.each(Object.keys(SPELLINGS))('%s: at least 95 times in a hundred', (kind) => {
    const share = missed.filter((one) => one.kind === kind).length / all.filter((one) => one.kind === kind).length;
    if (share > 1 - CAUGHT_OF_EACH_KIND) expect(examples(missed.filter((one) => one.kind === kind))).toEqual([]);
    expect(share).toBeLessThanOrEqual(1 - CAUGHT_OF_EACH_KIND);
  });
});
