import { markOf, type Candidate, type Sought } from './mark.js';
import { placeOf, type Token } from './tokens.js';

const MONTHS = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb', 'febr'],
  ['maart', 'march', 'mrt', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['augustus', 'august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));
/** "11e april", "the 11th of April", "11 april van 1979". */
const FILLERS: ReadonlySet<string> = new Set(['e', 'de', 'ste', 'st', 'nd', 'rd', 'th', 'of', 'van', 'the']);
const WITHIN_A_DATE = 4;
const PARTS = 3;
const LONGEST_ROW = 6;

interface Parts {
  year: string;
  month: number;
  day: number;
}

const two = (number: number): string => String(number).padStart(2, '0');

function formsOf({ year, month, day }: Parts): string[] {
  if (month < 1 || month > 12 || day < 1 || day > 31) return [];
  const years = year.length === 4 ? [year] : [`19${year}`, `20${year}`];
  return years.map((full) => `${full}-${two(month)}-${two(day)}`);
}

const isYear = (text: string): boolean => /^(?:\d{2}|\d{4})$/.test(text);
const isPart = (text: string): boolean => /^\d{1,2}$/.test(text);

/** Dates of which the parts are read in the order in which they are written. */
function readings(texts: readonly string[]): Parts[] {
  const [first = '', second = '', third = ''] = texts;
  const month = [MONTH_OF.get(first), MONTH_OF.get(second)];
  if (month[0] !== undefined && isPart(second) && isYear(third)) {
    return [{ year: third, month: month[0], day: Number(second) }];
  }
  if (month[1] !== undefined && isPart(first) && isYear(third)) {
    return [{ year: third, month: month[1], day: Number(first) }];
  }
  if (month[1] !== undefined && isYear(first) && isPart(third)) {
    return [{ year: first, month: month[1], day: Number(third) }];
  }
  if (!isPart(second)) return [];
  if (isPart(first) && isYear(third)) return [{ year: third, month: Number(second), day: Number(first) }];
  return /^\d{4}$/.test(first) && isPart(third) ? [{ year: first, month: Number(second), day: Number(third) }] : [];
}

/** "19790411", "11041979". */
function written(text: string): Parts[] {
  if (!/^\d{8}$/.test(text)) return [];
  return [
    { year: text.slice(0, 4), month: Number(text.slice(4, 6)), day: Number(text.slice(6)) },
    { year: text.slice(4), month: Number(text.slice(2, 4)), day: Number(text.slice(0, 2)) },
  ];
}

function rowFrom(tokens: readonly Token[], at: number): Token[] {
  const row: Token[] = [];
  for (const token of tokens.slice(at, at + LONGEST_ROW)) {
    if (row.length > 0 && token.gap.length > WITHIN_A_DATE) break;
    if (row.length > 0 && FILLERS.has(token.text)) continue;
    if (token.kind === 'letters' && !MONTH_OF.has(token.text)) break;
    row.push(token);
    if (row.length === PARTS) break;
  }
  return row;
}

export function dateCandidates(tokens: readonly Token[], sought: Sought): Candidate[] {
  if (sought.longest('date') === 0) return [];
  return tokens.flatMap((token, at) => {
    if (token.kind === 'letters' && !MONTH_OF.has(token.text)) return [];
    const row = rowFrom(tokens, at);
    const last = row.length === PARTS ? row.at(-1) : undefined;
    const together = last ? readings(row.map((part) => part.text)) : [];
    return [
      ...together.flatMap(formsOf).map((form) => ({ mark: markOf('date', form), ...placeOf(token, last ?? token) })),
      ...written(token.text)
        .flatMap(formsOf)
        .map((form) => ({ mark: markOf('date', form), ...placeOf(token, token) })),
    ];
  });
}
