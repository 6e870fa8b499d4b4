import type { Canary } from './canary.js';
import { withoutAccents } from './made-up.js';

/** How a page is read before it is searched. */
export const readings = ['exact', 'lower', 'folded'] as const;
export type Reading = (typeof readings)[number];

/** One way in which a canary can be written down, in the reading of the page in which it is looked for. */
export interface Form {
  name: string;
  reading: Reading;
  text: string;
  /** So short, or so like other things, that it counts only as a word of its own. */
  alone?: boolean;
}

/** The page as it is looked through: as it stands, in small letters, and without accents, spaces and punctuation. */
export function readAs(reading: Reading, page: string): string {
  if (reading === 'exact') return page;
  // An escape that was escaped once more has more backslashes.
  if (reading === 'lower') return page.toLowerCase().replaceAll(/\\+/g, '\\');
  // Quotes, commas and colons stand between values: what they part was never one word.
  return withoutAccents(page.toLowerCase()).replaceAll(/[\s().\-/+_'\u2019*\u200b-\u200f\u00ad\u2060]/g, '');
}

/** Every form of a canary that is searched for. */
export function formsOf(canary: Canary): Form[] {
  const spellings = canary.shape === 'date' ? dateSpellings(canary.text) : [canary.text];
  const forms = spellings.flatMap((spelling) => [...written(spelling), ...encoded(spelling)]);
  return unique([...forms, ...ofShape(canary)]);
}

function ofShape({ shape, text }: Canary): Form[] {
  if (shape === 'date') return [lower('joined digits', text.replaceAll('-', ''), true), ...asMoment(text)];
  const joined = withoutAccents(text.toLowerCase()).replaceAll(' ', '');
  if (shape === 'postcode') return [lower('without space', joined, true)];
  const folded = [joined, ...(shape === 'phone' ? [`31${joined.slice(1)}`] : [])];
  return folded.flatMap((one): Form[] => [
    { name: 'without accents, spaces and punctuation', reading: 'folded', text: one },
    { name: 'backwards', reading: 'folded', text: Array.from(one).reverse().join('') },
  ]);
}

const lower = (name: string, text: string, alone = false): Form => ({
  name,
  reading: 'lower',
  text: text.toLowerCase(),
  ...(alone ? { alone } : {}),
});

function written(text: string): Form[] {
  const bytes = [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  const unicode = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
  return [
    lower('plain', text),
    lower('plain, accents apart', text.normalize('NFD')),
    lower('backwards', Array.from(text).reverse().join('')),
    lower('hex', bytes.join('')),
    lower('hex', Buffer.from(text.toLowerCase()).toString('hex')),
    lower('URL-escaped', encodeURIComponent(text)),
    lower('URL-escaped', encodeURIComponent(encodeURIComponent(text))),
    lower('URL-escaped', encodeURIComponent(text).replaceAll('%20', '+')),
    lower('URL-escaped to the last letter', bytes.map((byte) => `%${byte}`).join('')),
    lower(
      'JSON-escaped',
      text.replaceAll(/[^ -~]/g, (one) => unicode(one.charCodeAt(0))),
    ),
    lower('JSON-escaped to the last letter', units.map(unicode).join('')),
    lower(
      'HTML-escaped',
      text.replaceAll(/[áéíóú]/g, (one) => `&${withoutAccents(one)}acute;`),
    ),
    lower(
      'HTML-escaped',
      text.replaceAll(/[^ -~]/g, (one) => `&#${one.charCodeAt(0)};`),
    ),
    lower(
      'HTML-escaped',
      text.replaceAll(/[^ -~]/g, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
    ),
    lower('HTML-escaped to the last letter', units.map((unit) => `&#${unit};`).join('')),
    lower('UTF-8 read as Latin 1', Buffer.from(text).toString('latin1')),
  ];
}

/** Base64 hides small and capital letters from each other: each spelling has its own. */
function encoded(text: string): Form[] {
  const spellings = [text, withoutAccents(text)].flatMap((one) => [one, one.toLowerCase(), one.toUpperCase()]);
  return spellings.flatMap((spelling) =>
    [0, 1, 2].flatMap((offset): Form[] => {
      const stretch = base64Stretch(Buffer.from(spelling), offset);
      const urlSafe = stretch.replaceAll('+', '-').replaceAll('/', '_');
      return [stretch, urlSafe].map((one) => ({ name: 'base64', reading: 'exact', text: one }));
    }),
  );
}

/** The base64 that is the same whatever stands before and after, when that many bytes stand before. */
function base64Stretch(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  // The first characters hold bits of what stands before, the last one bits of what comes after.
  return whole.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6));
}

const months = 'jan feb mrt apr mei jun jul aug sep okt nov dec'.split(' ');
const monthsInFull = 'January February March April May June July August September October November December'.split(' ');

function dateSpellings(date: string): string[] {
  const [year = '', month = '', day = ''] = date.split('-');
  const index = Number(month) - 1;
  const short = String(Number(day));
  const separated = ['-', '/', '.'].flatMap((mark) => [
    [year, month, day].join(mark),
    [day, month, year].join(mark),
    [short, String(Number(month)), year].join(mark),
  ]);
  return [...separated, `${short} ${months[index] ?? ''} ${year}`, `${short} ${monthsInFull[index] ?? ''} ${year}`];
}

const shortestCount = 9;

const asMoment = (date: string): Form[] => {
  const moment = Date.parse(date);
  const counts = [lower('milliseconds', String(moment), true), lower('seconds', String(moment / 1000), true)];
  // A day about 1970 is a small number, like any other.
  return counts.filter(({ text }) => text.length >= shortestCount);
};

const unique = (forms: Form[]): Form[] => [
  ...new Map(forms.map((form) => [`${form.reading} ${form.text}`, form])).values(),
];
