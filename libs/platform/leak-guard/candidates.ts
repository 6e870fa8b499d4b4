import { dateCandidates } from './date-candidates.js';
import { emailCandidates } from './email-candidates.js';
import { Sought, type Candidate, type Shape } from './mark.js';
import { phoneCandidates, postcodeCandidates } from './number-candidates.js';
import { streetCandidates } from './street-candidates.js';
import { tokensIn } from './tokens.js';
import { wordCandidates } from './word-candidates.js';

const KINDS = [wordCandidates, phoneCandidates, postcodeCandidates, streetCandidates, emailCandidates, dateCandidates];

/** Everything in the text that could be a mark of one of these shapes, in the order of the text. */
export function candidatesIn(text: string, shapes: readonly Shape[]): Candidate[] {
  const sought = new Sought(shapes);
  const tokens = tokensIn(text);
  return KINDS.flatMap((candidates) => candidates(tokens, sought)).sort((a, b) => a.from - b.from || a.to - b.to);
}
