import { dateCandidates } from './date-candidates.js';
import { markOf, Sought, type Mark } from './mark.js';
import { postcodeCandidates } from './number-candidates.js';
import { tokensIn, type Token } from './tokens.js';

/** Any two letters after four digits: `1234ab`. */
const EVERY_POSTCODE = new Sought([{ kind: 'postcode', length: 6 }]);
const EVERY_DATE = new Sought([{ kind: 'date', length: 10 }]);

const SUBSCRIBER_WITH_AREA = 9;
const SHORTEST_SUBSCRIBER = 6;
/** Area codes of two digits after the zero; all others have three. Plan of telephone numbers, 2014. */
const SHORT_AREA = /^(?:1[035]|2[0346]|3[03568]|4[03568]|5[03589]|7[0-9])/;

export function phoneMarks(phone: string): Mark[] {
  const several = phone.split(/[;,/]|\s(?:of|en|or)\s/);
  const parts = several.every((part) => digitsOf(part).length >= SUBSCRIBER_WITH_AREA) ? several : [phone];
  return parts.flatMap((part) => marksOfNumber(nationalOf(digitsOf(part))));
}

const digitsOf = (text: string): string =>
  tokensIn(text)
    .filter((token) => token.kind === 'digits')
    .map((token) => token.text)
    .join('');

const nationalOf = (digits: string): string => {
  const international = digits.replace(/^00/, '');
  const dutch = /^310?(\d{9})$/.exec(international)?.[1];
  return dutch ?? international.replace(/^0/, '');
};

function marksOfNumber(national: string): Mark[] {
  if (national.length < SHORTEST_SUBSCRIBER) return [];
  if (national.length < SUBSCRIBER_WITH_AREA) return [markOf('subscriber', national)];
  const phone = markOf('phone', national.slice(-SUBSCRIBER_WITH_AREA));
  if (national.length > SUBSCRIBER_WITH_AREA) return [phone];
  const area = national.startsWith('6') ? 1 : SHORT_AREA.test(national) ? 2 : 3;
  return [phone, markOf('subscriber', national.slice(area))];
}

export function emailMarks(email: string): Mark[] {
  const at = email.indexOf('@');
  if (at < 0) return [];
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)].map((part) =>
    tokensIn(part)
      .map((token) => token.text)
      .join(''),
  );
  return local && domain ? [markOf('email', `${local}@${domain}`)] : [];
}

export const birthDateMarks = (birthDate: string): Mark[] => [
  ...new Set(dateCandidates(tokensIn(birthDate), EVERY_DATE).map((candidate) => candidate.mark)),
];

const SHORTEST_STREET = 3;
/** From this length on the last word of a street is enough ("Hoopstraat" of "Van der Hoopstraat"). */
const TELLING_WORD = 6;
const SHORTENED: readonly (readonly [RegExp, string])[] = [
  [/straat$/, 'str'],
  [/plein$/, 'pln'],
  [/laan$/, 'ln'],
  [/gracht$/, 'gr'],
];

export function addressMarks(address: string): Mark[] {
  const postcodes = postcodeCandidates(tokensIn(address), EVERY_POSTCODE);
  const first = postcodes[0]?.from ?? address.length;
  const last = postcodes[0]?.to ?? address.length;
  const lines = [address.slice(0, first), address.slice(last)].flatMap((part) => part.split(/[,;\n]/));
  return [...postcodes.map((candidate) => candidate.mark), ...lines.flatMap((line) => streetMarks(tokensIn(line)))];
}

function streetMarks(tokens: readonly Token[]): Mark[] {
  return tokens.flatMap((number, at) => {
    const before = tokens.slice(0, at);
    const words = before.slice(before.findLastIndex((token) => token.kind === 'digits') + 1);
    const street = words.map((token) => token.text).join('');
    if (number.kind !== 'digits' || street.length < SHORTEST_STREET) return [];
    const telling = words.map((token) => token.text).filter((word, place) => isTelling(word, place, words.length));
    const forms = [street, ...telling].flatMap((form) => [form, ...shortenedForms(form)]);
    return [...new Set(forms)].map((form) => markOf('street', `${form}${number.text}`));
  });
}

const isTelling = (word: string, place: number, words: number): boolean =>
  place === words - 1 && word.length >= TELLING_WORD;

const shortenedForms = (form: string): string[] =>
  SHORTENED.filter(([ending]) => ending.test(form)).map(([ending, short]) => form.replace(ending, short));
