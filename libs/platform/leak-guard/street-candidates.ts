import { markOf, type Candidate, type Sought } from './mark.js';
import { placeOf, type Token } from './tokens.js';

/** What may stand between a street and its number. */
const FILLERS: ReadonlySet<string> = new Set(['nr', 'no', 'num', 'nummer', 'number', 'huisnummer', 'huisnr', 'op']);
const WITHIN_AN_ADDRESS = 5;
const MOST_FILLERS = 2;
const LONGEST_NUMBER = 5;
/** An English hand puts the number first: "12 Kerkpad". */
const WORDS_AFTER_NUMBER = 4;

const isNear = (token: Token | undefined): boolean => token !== undefined && token.gap.length <= WITHIN_AN_ADDRESS;

/** Every row of words before or after a house number that is as long as a street that is looked for. */
export function streetCandidates(tokens: readonly Token[], sought: Sought): Candidate[] {
  const found: Candidate[] = [];
  if (sought.longest('street') === 0) return found;
  tokens.forEach((number, at) => {
    if (number.kind !== 'digits' || number.text.length > LONGEST_NUMBER) return;
    addBefore(found, tokens, at, sought);
    addAfter(found, tokens, at, sought);
  });
  return found;
}

function addBefore(found: Candidate[], tokens: readonly Token[], at: number, sought: Sought): void {
  const number = tokens[at];
  if (!number) return;
  let last = at - 1;
  while (at - last <= MOST_FILLERS && FILLERS.has(tokens[last]?.text ?? '') && isNear(tokens[last + 1])) last--;
  let street = '';
  for (let first = last; first >= 0; first--) {
    const word = tokens[first];
    if (word?.kind !== 'letters' || !isNear(tokens[first + 1])) return;
    street = `${word.text}${street}`;
    const form = `${street}${number.text}`;
    if (form.length > sought.longest('street')) return;
    if (sought.has('street', form.length)) found.push({ mark: markOf('street', form), ...placeOf(word, number) });
  }
}

function addAfter(found: Candidate[], tokens: readonly Token[], at: number, sought: Sought): void {
  const number = tokens[at];
  if (!number) return;
  let street = '';
  for (const word of tokens.slice(at + 1, at + 1 + WORDS_AFTER_NUMBER)) {
    if (word.kind !== 'letters' || !isNear(word)) return;
    street += word.text;
    const form = `${street}${number.text}`;
    if (sought.has('street', form.length)) found.push({ mark: markOf('street', form), ...placeOf(number, word) });
  }
}
