import { markOf, type Candidate, type Sought } from './mark.js';
import { belongTogether, chainsOf, placeOf, type Token } from './tokens.js';

/** What people write against a name without a space: "mevrouwbakker". */
const TITLES = ['mevrouw', 'meneer', 'mijnheer', 'mevr', 'dhr', 'familie'];

/** How much may stand between two words that together are a name. */
const WITHIN_A_NAME = 6;
const BETWEEN_NAMES = 4;
const MOST_INITIALS = 4;
const BEGINS_SENTENCE = /[.!?:"“”„«»\n]/;
/** Shorter runs are looked for in scripts without spaces only. */
const SHORTEST_RUN = 7;
const FIRST_IDEOGRAPH = '\u2e80';

/** Names: as words, inside words, in pieces over several words, and as two words together. */
export function wordCandidates(tokens: readonly Token[], sought: Sought): Candidate[] {
  const found: Candidate[] = [];
  for (const chain of chainsOf(tokens)) {
    addWords(found, chain, sought);
    addRuns(found, chain, sought);
  }
  addSpread(found, tokens, sought);
  addPairs(found, tokens, sought);
  addProper(found, tokens, sought);
  return found;
}

function addWords(found: Candidate[], chain: readonly Token[], sought: Sought): void {
  const longest = sought.longest('word');
  if (longest === 0) return;
  chain.forEach((first, at) => {
    addShortened(found, first, sought);
    let joined = '';
    for (const last of chain.slice(at, at + longest)) {
      joined += last.text;
      if (joined.length > longest) break;
      if (sought.has('word', joined.length)) found.push({ mark: markOf('word', joined), ...placeOf(first, last) });
    }
  });
}

function addShortened(found: Candidate[], token: Token, sought: Sought): void {
  const add = (form: string): void => {
    if (sought.has('word', form.length)) found.push({ mark: markOf('word', form), ...placeOf(token, token) });
  };
  // "Bakkers" may be somebody's; "bakkers" are people who bake.
  if (token.capital && token.text.endsWith('s')) add(token.text.slice(0, -1));
  for (const title of TITLES) if (token.text.startsWith(title)) add(token.text.slice(title.length));
}

function addRuns(found: Candidate[], chain: readonly Token[], sought: Sought): void {
  const lengths = sought.of('run');
  const letters = chain.length === 1 ? (chain[0]?.text ?? '') : chain.map((token) => token.text).join('');
  if (lengths[0] === undefined || letters.length < lengths[0]) return;
  const starts = chain.flatMap((token) => token.starts);
  const ends = chain.flatMap((token) => token.ends);
  for (const length of lengths) {
    for (let at = 0; at + length <= letters.length; at++) {
      if (length < SHORTEST_RUN && letters.charAt(at) < FIRST_IDEOGRAPH) continue;
      const mark = markOf('run', letters.slice(at, at + length));
      found.push({ mark, from: starts[at] ?? 0, to: ends[at + length - 1] ?? 0 });
    }
  }
}

/** A long name broken by spaces ("Ooster baan"): from the begin of a word to the end of one. */
function addSpread(found: Candidate[], tokens: readonly Token[], sought: Sought): void {
  const longest = sought.longest('spread');
  if (longest === 0) return;
  tokens.forEach((first, at) => {
    let joined = '';
    let broken = false;
    for (let next = at; next < tokens.length; next++) {
      const last = tokens[next];
      if (last?.kind !== 'letters' || (next > at && last.gap.length > WITHIN_A_NAME)) return;
      const before = tokens[next - 1];
      broken ||= next > at && before !== undefined && !belongTogether(before, last);
      joined += last.text;
      if (joined.length > longest + 1) return;
      if (!broken) continue;
      const forms = joined.endsWith('s') ? [joined, joined.slice(0, -1)] : [joined];
      for (const form of forms) {
        if (sought.has('spread', form.length)) found.push({ mark: markOf('spread', form), ...placeOf(first, last) });
      }
    }
  });
}

/** Two words that identify only together, in either order ("Bo Yu", "Yu, B.", also "B.M. Yu"). */
function addPairs(found: Candidate[], tokens: readonly Token[], sought: Sought): void {
  if (sought.longest('pair') === 0) return;
  tokens.forEach((token, at) => {
    for (let other = at - 1; at - other <= MOST_INITIALS; other--) {
      const before = tokens[other];
      const near = tokens[other + 1];
      if (before?.kind !== 'letters' || near?.kind !== 'letters' || near.gap.length > BETWEEN_NAMES) return;
      const form = pairOf(before.text, token.text);
      if (sought.has('pair', form.length)) found.push({ mark: markOf('pair', form), ...placeOf(before, token) });
      if (before.text.length > 1) return;
    }
  });
}

/** Function words that are somebody's name ("Mei", "Said"): with one capital, inside a sentence. */
function addProper(found: Candidate[], tokens: readonly Token[], sought: Sought): void {
  tokens.forEach((token, at) => {
    if (token.kind !== 'letters' || !token.capital || token.capitals > 1) return;
    if (!sought.has('proper', token.text.length) || at === 0 || BEGINS_SENTENCE.test(token.gap)) return;
    found.push({ mark: markOf('proper', token.text), ...placeOf(token, token) });
  });
}

export const pairOf = (one: string, other: string): string => [one, other].sort().join(' ');
