import type { Canary } from './canary.js';
import { withoutAccents, type MadeUp } from './made-up.js';

/** How somebody could write a name down, on purpose or because a machine does. */
export const disguises: Record<string, (name: string) => string> = {
  'as it is': (name) => name,
  'in small letters': (name) => name.toLowerCase(),
  'in capitals': (name) => name.toUpperCase(),
  'without accents': withoutAccents,
  'with its accents apart': (name) => name.normalize('NFD'),
  'with spaces between': (name) => Array.from(name).join(' '),
  'with punctuation between': (name) => `${name.slice(0, 3)}-${name.slice(3, 6)}._${name.slice(6)}`,
  'with signs of no width between': (name) => Array.from(name).join('\u200b'),
  backwards: (name) => Array.from(name).reverse().join(''),
  'in base64': (name) => base64(name),
  'in base64, after one byte': (name) => base64(`-${name}?`),
  'in base64, after two bytes': (name) => base64(`--${name}?`),
  'in base64, in small letters and without accents': (name) => base64(`{"n":"${withoutAccents(name).toLowerCase()}"}`),
  'in base64 for addresses': (name) => Buffer.from(`?>${name}<?`).toString('base64url'),
  'in hex': (name) => Buffer.from(name).toString('hex'),
  'in hex in capitals': (name) => Buffer.from(name).toString('hex').toUpperCase(),
  'escaped for a URL': encodeURIComponent,
  'escaped for a URL, every byte': (name) =>
    hexPairs(name)
      .map((pair) => `%${pair}`)
      .join(''),
  'escaped for JSON': (name) => name.replaceAll(/[^ -~]/g, escapedForJson),
  'escaped for JSON, every letter': (name) => Array.from(name).map(escapedForJson).join(''),
  'escaped for HTML by name': (name) => name.replaceAll(/[^ -~]/g, (letter) => `&${withoutAccents(letter)}acute;`),
  'escaped for HTML by number': (name) => name.replaceAll(/[^ -~]/g, (letter) => `&#${letter.charCodeAt(0)};`),
  'escaped for HTML in hex': (name) =>
    name.replaceAll(/[^ -~]/g, (letter) => `&#x${letter.charCodeAt(0).toString(16)};`),
};

/** The same of what is no name. */
const ofNumbers: Record<string, [shape: 'date' | 'phone' | 'postcode', write: (text: string) => string]> = {
  'a date as it is': ['date', (date) => date],
  'a date with the day first': ['date', (date) => date.split('-').reverse().join('-')],
  'a date with slashes': ['date', (date) => date.split('-').reverse().map(Number).join('/')],
  'a date of eight digits': ['date', (date) => date.replaceAll('-', '')],
  'a date in milliseconds': ['date', (date) => String(Date.parse(date))],
  'a date in base64': ['date', (date) => base64(`birthDate=${date}`)],
  'a telephone number as it is': ['phone', (phone) => phone],
  'a telephone number in groups': ['phone', (phone) => `${phone.slice(0, 2)}-${phone.slice(2, 6)} ${phone.slice(6)}`],
  'a telephone number with +31': ['phone', (phone) => `+31 (0)6 ${phone.slice(2)}`.replace('(0)', '')],
  'a telephone number in base64': ['phone', (phone) => base64(`tel:${phone}`)],
  'a postcode as it is': ['postcode', (postcode) => postcode],
  'a postcode without its space': ['postcode', (postcode) => postcode.replace(' ', '')],
  'a postcode in base64': ['postcode', (postcode) => base64(`in ${postcode}`)],
};

/** A canary for each disguise, and the text in which all of them are hidden. */
export function disguised(madeUp: MadeUp): { canaries: Canary[]; text: string } {
  const make = { date: () => madeUp.birthDate(), phone: () => madeUp.phone(), postcode: () => madeUp.postcode() };
  const names = Object.entries(disguises).map(([label, write]) => hidden(label, 'word', madeUp.word(), write));
  const numbers = Object.entries(ofNumbers).map(([label, [shape, write]]) =>
    hidden(label, shape, make[shape](), write),
  );
  const all = [...names, ...numbers];
  return { canaries: all.map(({ canary }) => canary), text: all.map(({ written }) => written).join(' | ') };
}

function hidden(
  label: string,
  shape: Canary['shape'],
  text: string,
  write: (text: string) => string,
): { canary: Canary; written: string } {
  return { canary: { kind: 'victim', label, text, shape, scenario: 'a leak that is planted' }, written: write(text) };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const escapedForJson = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
const hexPairs = (text: string): string[] => Buffer.from(text).toString('hex').match(/../g) ?? [];
