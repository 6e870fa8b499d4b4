import { FUNCTION_WORDS, PREFIXES } from './function-words.js';
import { markOf, type Mark } from './mark.js';
import { ORDINARY_NAMES } from './ordinary-words.js';
import { tokensIn } from './tokens.js';
import { pairOf } from './word-candidates.js';

/** From this length on a name is distinctive enough to be looked for inside other words. */
const DISTINCTIVE = 7;
/** A longer name is found by its first letters: fewer lengths to look for. */
const LONGEST_RUN = 10;
/** Glued together ("pjansen"), shorter forms would be ordinary words ("slaan" for S. Laan). */
const SHORTEST_GLUED = 7;
const SHORTEST_JOINED = 5;
const SHORTEST_WHOLE = 4;
const DISTINCTIVE_JOINED = 8;
const LONGEST_JOIN = 4;

/** "D'Angelo", not "in 't Veld". */
const APOSTROPHE_INSIDE = /(?<=\p{L})['’](?=\p{L})/gu;
const GERMAN: Record<string, string> = { ö: 'oe', ü: 'ue', ä: 'ae', ø: 'oe', å: 'aa' };

/** The name as others write it: "Özdemir" as "Oezdemir", "Dijk" as "Dyk", "Kuyper" as "Kuijper". */
function spellingsOf(name: string): string[] {
  const written = name.normalize('NFKC').toLowerCase();
  const plain = [written, written.replace(APOSTROPHE_INSIDE, '')];
  const german = plain.map((form) => form.replace(/[öüäøå]/g, (letter) => GERMAN[letter] ?? letter));
  return [...new Set([...plain, ...german].flatMap((form) => [form, form.replaceAll('ij', 'y'), swapY(form)]))];
}

const swapY = (form: string): string => form.replace(/ij|y/g, (letters) => (letters === 'y' ? 'ij' : letters));

const TITLES = new Set(
  'mevrouw meneer mijnheer mevr dhr mw mr mrs ms miss dr drs ir ing prof jhr jkvr fam familie'.split(' '),
);
const ADDITIONS = new Set('geb geboren wed weduwe ev jr sr jun sen msc bsc llm phd'.split(' '));

/** The words of a name, without titles before it and additions to it. */
function wordsOf(name: string): string[] {
  const all = tokensIn(name).filter((token) => token.kind === 'letters');
  const words = all.map((token) => token.text);
  const first = words.findIndex((word) => !TITLES.has(word));
  return words.slice(Math.max(first, 0)).filter((word) => !ADDITIONS.has(word));
}

const isWeak = (word: string): boolean => word.length < 3 || FUNCTION_WORDS.has(word);
/** A function word that can be a name with a capital: "Mei", "Said". */
const isNameToo = (word: string): boolean => word.length >= 3 && FUNCTION_WORDS.has(word) && !PREFIXES.has(word);
const isDistinctive = (word: string): boolean =>
  word.length >= DISTINCTIVE && !ORDINARY_NAMES.has(word) && !FUNCTION_WORDS.has(word);

export function nameMarks(name: string): Mark[] {
  return spellingsOf(name).flatMap((spelling) => {
    const words = wordsOf(spelling);
    return [
      ...words.flatMap(marksOfWord),
      ...joinedMarks(words),
      ...gluedInitials(words),
      ...pairMarks(words),
      ...ideographMarks(words),
    ];
  });
}

const runOf = (form: string): Mark => markOf('run', form.slice(0, LONGEST_RUN));

function marksOfWord(word: string): Mark[] {
  if (isNameToo(word)) return [markOf('proper', word)];
  if (isWeak(word)) return [];
  const loose = [...loosePrefix(word)];
  return isDistinctive(word) ? [runOf(word), markOf('spread', word), ...loose] : [markOf('word', word), ...loose];
}

/** "Vandenberg" may be written "van den Berg", and that "v.d. Berg"; "Benali" as "Ben Ali". */
function loosePrefix(word: string): Mark[] {
  const double = /^vande[nr]?(.{4,})$/.exec(word)?.[1];
  const single = /^(van|de|den|der|ter|ten|el|al|ben)(.{3,})$/.exec(word);
  return [
    ...(double && !isWeak(double) ? [markOf('word', double)] : []),
    ...(single?.[2] && !isWeak(single[2]) ? [markOf('pair', pairOf(single[1] ?? '', single[2]))] : []),
  ];
}

/** Parts of the name written as one word, with or without prefix: "vandenberg", "janbakker", "bakkerjan". */
function joinedMarks(words: readonly string[]): Mark[] {
  const shortest = words.every(isWeak) ? SHORTEST_WHOLE : SHORTEST_JOINED;
  const own = words.filter((word) => !PREFIXES.has(word));
  const rows = [...rowsOf(words), ...rowsOf(own), ...(own.length > 2 ? [[own[0] ?? '', own.at(-1) ?? '']] : [])];
  return rows
    .filter((row) => canBeJoined(row, words))
    .flatMap((row) => [row.join(''), abbreviatedPrefix(row), ...turned(row)])
    .filter((form) => form.length >= shortest)
    .flatMap(markOfJoined);
}

const rowsOf = (words: readonly string[]): string[][] =>
  words.flatMap((_, first) =>
    words.slice(first + 1, first + LONGEST_JOIN).map((_, more) => words.slice(first, first + more + 2)),
  );

function canBeJoined(row: readonly string[], words: readonly string[]): boolean {
  const last = row.at(-1) ?? '';
  // Where one of them is distinctive, it is found in whatever it is joined with.
  if (row.some(isDistinctive) || PREFIXES.has(last)) return false;
  // "S. Laan" is not "slaan"; for initials there are the glued ones.
  if (row.some((word) => word.length === 1 && (word === words[0] || !PREFIXES.has(word)))) return false;
  return !FUNCTION_WORDS.has(last) || words.every(isWeak);
}

/** The given name behind the surname. */
const turned = ([given = '', ...surname]: readonly string[]): string[] =>
  PREFIXES.has(given) ? [] : [`${surname.join('')}${given}`];

const markOfJoined = (form: string): Mark[] =>
  FUNCTION_WORDS.has(form) || ORDINARY_NAMES.has(form)
    ? []
    : [form.length >= DISTINCTIVE_JOINED ? runOf(form) : markOf('word', form)];

/** "van den Berg" as "vdberg". */
const abbreviatedPrefix = (row: readonly string[]): string =>
  row.map((word, at) => (PREFIXES.has(word) && at < row.length - 1 ? word.slice(0, 1) : word)).join('');

/** What makes another word of a surname: "bakkerij" is not I.J. Bakker. */
const ENDING = /^(?:s|e|en|er|ij|je|tje)$/;

/** "jdeboer", "jboer", "boerj": as in names of files and users. */
const gluedInitials = (words: readonly string[]): Mark[] =>
  words.flatMap((surname, at) => (at > 0 && !isWeak(surname) ? withInitials(surname, words.slice(0, at)) : []));

function withInitials(surname: string, before: readonly string[]): Mark[] {
  if (isDistinctive(surname)) return [];
  const given = before.filter((word, at) => at === 0 || !PREFIXES.has(word));
  const prefix = before.filter((word, at) => at > 0 && PREFIXES.has(word));
  const surnames = new Set([`${prefix.join('')}${surname}`, `${initialsOf(prefix)}${surname}`, surname]);
  return [...new Set([initialsOf(given.slice(0, 1)), initialsOf(given)])]
    .filter((initials) => initials !== '')
    .flatMap((initials) => [
      ...[...surnames].map((form) => `${initials}${form}`),
      ...(ENDING.test(initials) ? [] : [`${surname}${initials}`]),
    ])
    .filter((form) => form.length >= SHORTEST_GLUED)
    .flatMap(markOfJoined);
}

const initialsOf = (words: readonly string[]): string => words.map((word) => word.slice(0, 1)).join('');

/** Names of one or two letters, and those that are function words, identify only together with the rest. */
function pairMarks(words: readonly string[]): Mark[] {
  const pairs = words.flatMap((word, at) => {
    if (!isDependent(word)) return [];
    const beside = FUNCTION_WORDS.has(word) ? [] : [words[at - 1], words[at - 1]?.slice(0, 1), words[at + 1]];
    const others = words.filter((other, place) => place !== at && (isDependent(other) || isGiven(words, place)));
    const initials = at > 0 ? others.map((other) => other.slice(0, 1)) : [];
    return [...beside, ...others, ...initials]
      .filter((other) => other !== undefined && isWeak(other))
      .map((other) => pairOf(word, other ?? ''));
  });
  return [...new Set(pairs)].map((form) => markOf('pair', form));
}

const isDependent = (word: string): boolean => isWeak(word) && !PREFIXES.has(word);

const isGiven = (words: readonly string[], place: number): boolean =>
  place < words.length - 1 && !PREFIXES.has(words[place] ?? '');

/** Scripts without spaces: two signs are a whole name, and stand among others. */
const IDEOGRAPHS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

function ideographMarks(words: readonly string[]): Mark[] {
  const written = words.filter((word) => IDEOGRAPHS.test(word));
  return [...written, written.join('')].filter((form) => form.length >= 2).map(runOf);
}
