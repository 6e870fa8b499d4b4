import { fold } from './fold.js';

/** One folded character and the place in the original text that it was read from. */
export interface Sign {
  text: string;
  kind: 'letter' | 'digit' | 'other';
  capital: boolean;
  from: number;
  to: number;
}

const BYTE = '[89abAB][0-9a-fA-F]';
/** One character of UTF-8 as a URL writes it. */
const URL_CHARACTER = `%[0-7][0-9a-fA-F]|%[cdCD][0-9a-fA-F]%${BYTE}|%[eE][0-9a-fA-F](?:%${BYTE}){2}|%[fF][0-7](?:%${BYTE}){3}`;
const ENTITY = 'nbsp|shy|zwnj|zwj|amp|szlig|[aA][eE]lig|commat';
const ACCENT = 'acute|grave|uml|circ|tilde|cedil|ring|caron|slash';
/** In the order of `escapeAt`: decimal, hexadecimal, accented letter and entity of HTML, URL, JSON. */
const ESCAPE = new RegExp(
  `&#(\\d{1,7});?|&#[xX]([0-9a-fA-F]{1,6});?|&(\\w)(?:${ACCENT});|&(${ENTITY});|(${URL_CHARACTER})|\\\\u([0-9a-fA-F]{4})`,
  'y',
);

const NAMED: Record<string, string> = {
  nbsp: '\u00a0',
  shy: '\u00ad',
  zwnj: '\u200c',
  zwj: '\u200d',
  amp: '&',
  szlig: 'ß',
  aelig: 'æ',
  commat: '@',
};

const ofCode = (code: number): string | undefined => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);

function ofUrl(escaped: string): string | undefined {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

/** What an escape of HTML, a URL or JSON stands for, and how long it is. */
function escapeAt(text: string, at: number): { text: string; length: number } | undefined {
  ESCAPE.lastIndex = at;
  const found = ESCAPE.exec(text);
  if (!found) return undefined;
  const [whole, decimal, hexadecimal, accented, entity, url, json] = found;
  const meant =
    (decimal && ofCode(Number(decimal))) ??
    ((hexadecimal ?? json) && ofCode(parseInt(hexadecimal ?? json ?? '', 16))) ??
    accented ??
    (entity && NAMED[entity.toLowerCase()]) ??
    (url && ofUrl(url));
  return meant === undefined || meant === '' ? undefined : { text: meant, length: whole.length };
}

const kindOf = (character: string): Sign['kind'] => {
  if (character >= 'a' && character <= 'z') return 'letter';
  if (character >= '0' && character <= '9') return 'digit';
  return character > '\u007f' && /^\p{L}/u.test(character) ? 'letter' : 'other';
};

function addSigns(signs: Sign[], original: string, from: number, to: number): void {
  const folded = fold(original);
  if (folded === '') return;
  const capital = original !== original.toLowerCase();
  if (folded.length === 1) {
    signs.push({ text: folded, kind: kindOf(folded), capital, from, to });
    return;
  }
  let first = true;
  for (const text of folded) {
    signs.push({ text, kind: kindOf(text), capital: capital && first, from, to });
    first = false;
  }
}

/** The text as a reader takes it: accents, case, invisible signs and escapes make no difference. */
export function read(text: string): Sign[] {
  const signs: Sign[] = [];
  for (let at = 0; at < text.length;) {
    const character = text[at] ?? '';
    const escape = character === '&' || character === '%' || character === '\\' ? escapeAt(text, at) : undefined;
    if (escape) {
      for (const meant of escape.text) addSigns(signs, meant, at, at + escape.length);
      at += escape.length;
      continue;
    }
    const whole = character < '\u0080' ? character : String.fromCodePoint(text.codePointAt(at) ?? 0);
    addSigns(signs, whole, at, at + whole.length);
    at += whole.length;
  }
  return signs;
}
