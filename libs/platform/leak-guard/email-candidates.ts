import { markOf, type Candidate, type Sought } from './mark.js';
import { placeOf, type Token } from './tokens.js';

const AT: ReadonlySet<string> = new Set(['at', 'apenstaartje', 'apestaartje']);
const DOT: ReadonlySet<string> = new Set(['dot', 'punt', 'point']);
const MOST_PARTS = 8;
const WITHIN_AN_ADDRESS = 4;

/** Where the local part ends and the domain begins. */
interface Middle {
  before: number;
  after: number;
}

/** "w.bakker@example.org", "w.bakker [at] example [dot] org". */
export function emailCandidates(tokens: readonly Token[], sought: Sought): Candidate[] {
  const longest = sought.longest('email');
  if (longest === 0) return [];
  return tokens.flatMap((_, at) => {
    const middle = middleAt(tokens, at);
    return middle ? aroundMiddle(tokens, middle, sought) : [];
  });
}

function middleAt(tokens: readonly Token[], at: number): Middle | undefined {
  const token = tokens[at];
  if (token?.gap.includes('@')) return { before: at - 1, after: at };
  return token && AT.has(token.text) ? { before: at - 1, after: at + 1 } : undefined;
}

function aroundMiddle(tokens: readonly Token[], { before, after }: Middle, sought: Sought): Candidate[] {
  const locals = partsOf(tokens, before, -1);
  const domains = partsOf(tokens, after, 1);
  return locals.flatMap(({ form: local, edge: first }) =>
    domains.flatMap(({ form: domain, edge: last }) => {
      const form = `${local}@${domain}`;
      return sought.has('email', form.length) ? [{ mark: markOf('email', form), ...placeOf(first, last) }] : [];
    }),
  );
}

/** What is read from the middle outwards, after each step. */
function partsOf(tokens: readonly Token[], from: number, step: 1 | -1): { form: string; edge: Token }[] {
  const parts: { form: string; edge: Token }[] = [];
  let form = '';
  for (let at = from; parts.length < MOST_PARTS; at += step) {
    const token = tokens[at];
    const gap = step === 1 ? token?.gap : tokens[at + 1]?.gap;
    if (!token || (at !== from && (gap?.includes('@') || (gap ?? '').length > WITHIN_AN_ADDRESS))) return parts;
    if (DOT.has(token.text)) {
      if (parts.length === 0) return parts;
      continue;
    }
    form = step === 1 ? `${form}${token.text}` : `${token.text}${form}`;
    parts.push({ form, edge: token });
  }
  return parts;
}
