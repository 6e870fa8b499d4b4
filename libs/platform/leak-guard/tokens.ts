import { read, type Sign } from './reading.js';

/** Letters or digits that stand together. A capital inside a word begins a new token ("mevrouwDeBoer"). */
export interface Token {
  kind: 'letters' | 'digits';
  text: string;
  /** How many of the letters are capitals. */
  capitals: number;
  capital: boolean;
  /** The folded signs between the token before and this one. */
  gap: string;
  starts: number[];
  ends: number[];
}

export const placeOf = (first: Token, last: Token): { from: number; to: number } => ({
  from: first.starts[0] ?? 0,
  to: last.ends.at(-1) ?? 0,
});

const beginsWord = (signs: readonly Sign[], at: number): boolean => {
  const [before, here, after] = [signs[at - 1], signs[at], signs[at + 1]];
  if (!here?.capital) return false;
  if (!before?.capital) return true;
  // "GEMEENTEDeBoer": the last of a row of capitals begins the word.
  return after?.kind === 'letter' && !after.capital;
};

export function tokensIn(text: string): Token[] {
  const signs = read(text);
  const tokens: Token[] = [];
  let gap = '';
  let current: Token | undefined;
  signs.forEach((sign, at) => {
    if (sign.kind === 'other') {
      gap += sign.text;
      current = undefined;
      return;
    }
    const kind = sign.kind === 'letter' ? 'letters' : 'digits';
    if (current?.kind !== kind || (kind === 'letters' && beginsWord(signs, at))) {
      current = { kind, text: '', capitals: 0, capital: sign.capital, gap, starts: [], ends: [] };
      tokens.push(current);
      gap = '';
    }
    append(current, sign);
  });
  return tokens;
}

function append(token: Token, sign: Sign): void {
  token.text += sign.text;
  if (sign.capital) token.capitals++;
  // A letter outside the basic plane takes two places in a string.
  for (let unit = 0; unit < sign.text.length; unit++) {
    token.starts.push(sign.from);
    token.ends.push(sign.to);
  }
}

/** Marks that people put inside a word: hyphens, dots, a hyphen or nothing at the end of a line. */
const INSIDE_A_WORD = /^(?:[-_.'·•*~+/\\|:=]{0,3}|-? ?\n{1,2} *|- )$/;
const BETWEEN_SINGLE_LETTERS = 3;

/** Whether two tokens may be pieces of one word. */
export const belongTogether = (before: Token, token: Token): boolean =>
  INSIDE_A_WORD.test(token.gap) ||
  (before.text.length === 1 && token.text.length === 1 && token.gap.length <= BETWEEN_SINGLE_LETTERS);

/** Rows of letter tokens that may be one word written in pieces. */
export function chainsOf(tokens: readonly Token[]): Token[][] {
  const chains: Token[][] = [];
  let before: Token | undefined;
  for (const token of tokens) {
    if (token.kind === 'letters') {
      if (before?.kind === 'letters' && belongTogether(before, token)) chains.at(-1)?.push(token);
      else chains.push([token]);
    }
    before = token;
  }
  return chains;
}
