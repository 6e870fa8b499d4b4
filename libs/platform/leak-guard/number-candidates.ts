import { markOf, type Candidate, type Sought } from './mark.js';
import { placeOf, type Token } from './tokens.js';

/** How much may stand between two groups of a telephone number: " - (", ") ". */
const WITHIN_A_NUMBER = 4;
const LONGEST_GROUPING = 10;

/** Rows of digits that may be one number. */
function numbersIn(tokens: readonly Token[]): Token[][] {
  const numbers: Token[][] = [];
  let before: Token | undefined;
  for (const token of tokens) {
    if (token.kind === 'digits') {
      if (before?.kind === 'digits' && token.gap.length <= WITHIN_A_NUMBER) numbers.at(-1)?.push(token);
      else numbers.push([token]);
    }
    before = token;
  }
  return numbers;
}

/** Telephone numbers in every grouping, and without their area code where that stands alone. */
export function phoneCandidates(tokens: readonly Token[], sought: Sought): Candidate[] {
  const found: Candidate[] = [];
  if (sought.longest('phone') + sought.longest('subscriber') === 0) return found;
  for (const number of numbersIn(tokens)) {
    addWindows(found, number, sought);
    addSubscribers(found, number, sought);
  }
  return found;
}

function addWindows(found: Candidate[], number: readonly Token[], sought: Sought): void {
  const digits = number.map((token) => token.text).join('');
  const starts = number.flatMap((token) => token.starts);
  const ends = number.flatMap((token) => token.ends);
  for (const length of sought.of('phone')) {
    for (let at = 0; at + length <= digits.length; at++) {
      const mark = markOf('phone', digits.slice(at, at + length));
      found.push({ mark, from: starts[at] ?? 0, to: ends[at + length - 1] ?? 0 });
    }
  }
}

function addSubscribers(found: Candidate[], number: readonly Token[], sought: Sought): void {
  const longest = sought.longest('subscriber');
  if (longest === 0) return;
  number.forEach((first, at) => {
    let joined = '';
    for (const last of number.slice(at, at + LONGEST_GROUPING)) {
      joined += last.text;
      if (joined.length > longest) return;
      if (sought.has('subscriber', joined.length)) {
        found.push({ mark: markOf('subscriber', joined), ...placeOf(first, last) });
      }
    }
  });
}

const DIGITS_OF_POSTCODE = 4;
const WITHIN_A_POSTCODE = 3;

/** "2712 AB", "2712ab", "2712-A B". */
export function postcodeCandidates(tokens: readonly Token[], sought: Sought): Candidate[] {
  if (sought.longest('postcode') === 0) return [];
  return tokens.flatMap((_, at) => {
    const digits = digitsUpTo(tokens, at);
    const letters = digits && lettersFrom(tokens, at + 1);
    if (!digits || !letters) return [];
    const from = digits.from;
    return [{ mark: markOf('postcode', `${digits.text}${letters.text}`), from, to: letters.to }];
  });
}

/** Four digits that end here, in one token or in pieces. */
function digitsUpTo(tokens: readonly Token[], at: number): { text: string; from: number } | undefined {
  let text = '';
  for (let first = at; first >= 0 && text.length < DIGITS_OF_POSTCODE; first--) {
    const token = tokens[first];
    if (token?.kind !== 'digits') return undefined;
    text = `${token.text}${text}`;
    if (text.length === DIGITS_OF_POSTCODE) return { text, from: token.starts[0] ?? 0 };
    if (token.gap.length > 1) return undefined;
  }
  return undefined;
}

function lettersFrom(tokens: readonly Token[], at: number): { text: string; to: number } | undefined {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first?.kind !== 'letters' || first.gap.length > WITHIN_A_POSTCODE) return undefined;
  // "2712abzoetermeer": written against the town.
  if (first.text.length === 2 || (first.text.length > 2 && first.gap === '')) {
    return { text: first.text.slice(0, 2), to: first.ends[1] ?? 0 };
  }
  if (first.text.length !== 1 || second?.kind !== 'letters' || second.gap.length > 1) return undefined;
  if (second.text.length !== 1 && second.gap !== '') return undefined;
  return { text: `${first.text}${second.text.slice(0, 1)}`, to: second.ends[0] ?? 0 };
}
