import { describe, expect, it } from '@jest/globals';
import { candidatesIn, marksOf, shapesOf } from './index.js';
import { Chance } from './testing/chance.js';
import { PEOPLE, type Person } from './testing/people.js';
import { sentence, wordsOf } from './testing/sentences.js';

const SENTENCES = 10_000;
const MOST_STOPPED = 10;

const guarded = PEOPLE.map((person) => {
  const marks = marksOf(person);
  return { person, marks: new Set(marks), shapes: shapesOf(marks), words: wordsOf(person.name).filter(isOwn) };
});

/** "de" and "van" are in every sentence. */
function isOwn(word: string): boolean {
  return !/^(de|den|der|van|het|t|te|ter|ten|in|op|uit|el|la|du|di|ben|dos)$/.test(word);
}

interface Ordinary {
  text: string;
  person: Person;
  stopped: string[];
}

function ordinary(): Ordinary[] {
  const chance = new Chance(20140401);
  const made: Ordinary[] = [];
  while (made.length < SENTENCES) {
    const text = sentence(chance);
    const { person, marks, shapes, words } = chance.of(guarded);
    const present = new Set(wordsOf(text));
    if (words.some((word) => present.has(word))) continue;
    const hits = candidatesIn(text, shapes).filter((candidate) => marks.has(candidate.mark));
    made.push({ text, person, stopped: hits.map(({ from, to }) => text.slice(from, to)) });
  }
  return made;
}

describe('leak guard: 10,000 ordinary sentences without the name', () => {
  const all = ordinary();

  it('use at least 1,500 different words', () => {
    expect(new Set(all.flatMap(({ text }) => wordsOf(text))).size).toBeGreaterThanOrEqual(1_500);
    expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThan(SENTENCES * 0.95);
  });

  it('are stopped at most ten times', () => {
    const stopped = all.filter((one) => one.stopped.length > 0);
    const shown = stopped.map(({ text, person, stopped: pieces }) => `${person.name}: ${pieces.join()} in ${text}`);
    expect({ most: stopped.length <= MOST_STOPPED, shown: stopped.length > MOST_STOPPED ? shown : [] }).toEqual({
      most: true,
      shown: [],
    });
  });
});
