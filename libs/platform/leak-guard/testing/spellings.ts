import { type Chance } from './chance.js';
import { type Person } from './people.js';

/** A way to write something of a person; undefined when this person's data cannot be written so. */
export type Spelling = (person: Person, chance: Chance) => string | undefined;

const surnameOf = (person: Person): string => [person.prefix, person.surnames.join('-')].filter(Boolean).join(' ');
const core = (person: Person): string => person.surnames[0]!;
const letters = (text: string): number => text.replace(/[^\p{L}]/gu, '').length;
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const strip = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
const insert = (text: string, at: number, piece: string): string => text.slice(0, at) + piece + text.slice(at);
const some = (text: string, change: (letter: string) => string, chance: Chance, share: number): string =>
  text.replace(/./gsu, (letter) => (chance.next() < share ? change(letter) : letter));

/** Long enough to identify alone. */
const telling = (word: string): string | undefined => (letters(word) >= 3 ? word : undefined);
const anyName = (person: Person, chance: Chance): string =>
  chance.of([person.name, surnameOf(person), core(person), person.given[0]!].filter((form) => letters(form) >= 3));

const initials = (person: Person, chance: Chance): string => {
  const own = person.given.map((name) => name.charAt(0));
  const all = chance.next() < 0.3 ? [...own, chance.of(['A', 'J', 'M'])] : own;
  return all.join(chance.of(['.', '. ', ' ', ''])) + chance.of(['.', '']);
};

const CYRILLIC: Record<string, string> = {
  a: 'а',
  e: 'е',
  o: 'о',
  c: 'с',
  p: 'р',
  x: 'х',
  i: 'і',
  y: 'у',
  s: 'ѕ',
  j: 'ј',
};
const ACCENTS = ['\u0301', '\u0300', '\u0302', '\u0308', '\u0303', '\u030c', '\u0328'];
const UNSEEN = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u202e', '\u2068'];

const fullwidth = (letter: string): string =>
  /[!-~]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter;

const NAMES: Record<string, Spelling> = {
  verbatim: (person) => person.name,
  'capitals or small letters': (person, chance) =>
    chance.of([
      person.name.toUpperCase(),
      person.name.toLowerCase(),
      strip(person.name).toUpperCase(),
      some(anyName(person, chance), (letter) => letter.toUpperCase(), chance, 0.5),
    ]),
  'without accents': (person) => strip(person.name).replaceAll('ı', 'i').replaceAll('ł', 'l').replaceAll('Ł', 'L'),
  'accents apart': (person) => person.name.normalize('NFD'),
  'accents added': (person, chance) =>
    some(strip(anyName(person, chance)), (letter) => letter + chance.of(ACCENTS), chance, 0.4).normalize(
      chance.of(['NFC', 'NFD']),
    ),
  ligatures: (person, chance) =>
    /ij/i.test(person.name)
      ? person.name.replace(/ij/gi, chance.of(['ĳ', 'ÿ', 'y', 'Ĳ']))
      : person.name.replace(/ae/g, 'æ').replace(/oe/g, 'œ').replace(/ss/g, 'ß'),
  'letters that look alike': (person, chance) =>
    some(strip(anyName(person, chance)), (letter) => CYRILLIC[letter] ?? letter, chance, 0.6),
  'full width': (person, chance) => some(strip(anyName(person, chance)), fullwidth, chance, 1),
  'initials and surname': (person, chance) => `${initials(person, chance)} ${surnameOf(person)}`,
  'surname alone': (person) => telling(person.surnames.join('')) && surnameOf(person),
  'given name alone': (person) => telling(person.given[0]!),
  'prefix absent': (person) => telling(core(person)) && `${person.given[0]!} ${core(person)}`,
  'prefix joined': (person, chance) => {
    if (person.prefix === '') return undefined;
    const joined = `${person.prefix.replace(/[ ']/g, '')}${core(person)}`;
    return chance.of([joined.toLowerCase(), capitalised(joined), capitalised(joined.toLowerCase())]);
  },
  'prefix abbreviated': (person, chance) => {
    if (person.prefix === '') return undefined;
    const short = person.prefix.split(/[ ']+/).map((word) => word.charAt(0).toLowerCase());
    return `${short.join(chance.of(['', '.', '. ', '/']))}${chance.of(['', '. ', ' '])}${core(person)}`;
  },
  'prefix with capital or hyphen': (person, chance) =>
    person.prefix === '' ? undefined : `${capitalised(person.prefix)}${chance.of([' ', '-', '  '])}${core(person)}`,
  reversed: (person, chance) =>
    chance.of([
      `${surnameOf(person)}, ${person.given.join(' ')}`,
      `${surnameOf(person)} ${person.given.join(' ')}`,
      `${person.surnames.join('-')}, ${initials(person, chance)} ${person.prefix}`.trim(),
      `${person.surnames.join('-')}, ${initials(person, chance)}`,
      `${person.surnames.join('-')} ${person.prefix}, ${person.given[0]!}`,
    ]),
  'half of a double name': (person, chance) =>
    person.surnames.length < 2 ? undefined : chance.of([...person.surnames, person.surnames.join(' ')]),
  'double name turned': (person) => (person.surnames.length < 2 ? undefined : [...person.surnames].reverse().join('-')),
  'possessive or plural': (person, chance) =>
    telling(core(person)) && `${core(person)}${chance.of(["'s auto", '’s fiets', 's auto', "' auto", '-s huis'])}`,
  'inside a compound with capitals': (person, chance) => {
    const name = core(person).replace(/['’ ]/g, '');
    if (letters(name) < 3) return undefined;
    return chance.of([`mevrouw${name}`, `zaak${name}`, `dossier${name}Stukken`, `${name}Zaak`, `GEMEENTE${name}`]);
  },
  'inside a compound': (person, chance) => {
    const name = core(person).toLowerCase().replace(/['’ ]/g, '');
    if (letters(name) < 3) return undefined;
    const titled = `${chance.of(['mevrouw', 'meneer', 'dhr', 'familie'])}${name}`;
    const long = chance.of([`${name}straat`, `zaak${name}`, `het${name}dossier`, `anti${name}`]);
    return letters(name) >= 7 && !['brouwer', 'molenaar', 'timmerman', 'schoenmaker', 'kuipers'].includes(name)
      ? long
      : titled;
  },
  'in the name of a file': (person, chance) => {
    const name = strip(core(person)).toLowerCase().replace(/['’ ]/g, '');
    if (letters(name) < 3) return undefined;
    return chance.of([
      `dossier_${name}_2014.pdf`,
      `2014${name}.docx`,
      `stuk-${name}-3`,
      `/zaken/${name}/1`,
      `${name}14`,
    ]);
  },
  'given name and surname glued': (person, chance) => {
    const [given, surname] = [person.given[0]!, person.surnames.join('')].map((part) => part.replace(/[^\p{L}]/gu, ''));
    const both = chance.of([`${given!}${surname!}`, `${surname!}${given!}`]);
    return chance.of([both.toLowerCase(), both, `@${both.toLowerCase()}`]);
  },
  'over the end of a line': (person, chance) => {
    const name = chance.of([person.name, surnameOf(person)]);
    const at = chance.between(1, name.length - 1);
    if (letters(name) < 5) return undefined;
    return insert(name, at, chance.of(['-\n', '-\r\n', '\n', '-\n  ', '\u00ad\n'])).replace(/^ | $/g, '');
  },
  'signs that nobody sees': (person, chance) =>
    some(anyName(person, chance), (letter) => letter + chance.of(UNSEEN), chance, 0.4),
  'other spaces': (person, chance) =>
    person.name.replace(/ /g, chance.of(['\u00a0', '\u2009', '\u202f', '\t', '  ', '\u3000'])),
  'letters apart': (person, chance) => {
    const name = chance.of([core(person), person.name].filter((form) => letters(form) >= 4));
    const between = chance.of([' ', '.', '-', '_', '·', '*', '. ']);
    return name
      .normalize('NFC')
      .replace(/[ '-]/g, '')
      .replace(/.(?=.)/gsu, (letter) => letter + between);
  },
  'a long name in two words': (person, chance) => {
    const name = core(person);
    if (letters(name) < 7 || /['ß]/.test(name)) return undefined;
    if (['Brouwer', 'Molenaar', 'Timmerman', 'Schoenmaker', 'Kuipers'].includes(name)) return undefined;
    return insert(name, chance.between(2, name.length - 2), ' ');
  },
  'escaped for a page or an address': (person, chance) => {
    const name = surnameOf(person).normalize('NFC');
    if (letters(name) < 3) return undefined;
    return chance.of([
      name.replace(/[^ -~]/g, (letter) => `&#${letter.codePointAt(0)!};`),
      name.replace(/[^ -~]/g, (letter) => `\\u${letter.codePointAt(0)!.toString(16).padStart(4, '0')}`),
      encodeURIComponent(name),
      name.replace(/ /g, '&nbsp;'),
    ]);
  },
};

const grouped = (digits: string, chance: Chance): string => {
  const between = chance.of(['', ' ', '-', '.', '\u00a0', ' - ']);
  return digits.replace(chance.of([/(..)(?=.)/g, /(...)(?=..)/g, /^(....)/]), `$1${between}`);
};

const phone: Spelling = (person, chance) => {
  const area = /^06|^0[1-57][0-68]|^070/.exec(person.phone)?.[0] ?? person.phone.slice(0, 4);
  const rest = grouped(person.phone.slice(area.length), chance);
  const national = chance.of([
    `${area}-${rest}`,
    `${area} ${rest}`,
    `(${area}) ${rest}`,
    `${area}${rest}`,
    `${area}/${rest}`,
  ]);
  const abroad = `${chance.of(['+31', '0031', '+31 (0)', '+31-', '0031 '])}${area.slice(1)}${chance.of([' ', '-', ''])}${rest}`;
  return chance.of([national, abroad, `tel${person.phone}nu`, person.phone]);
};

const email: Spelling = (person, chance) => {
  const [local = '', domain = ''] = person.email.split('@');
  const at = chance.of(['@', '@', ' @ ', '[at]', ' [at] ', '(at)', ' at ', '%40', ' apenstaartje ', '\u200b@']);
  const dot = /at|staart/.test(at) ? chance.of(['.', ' [dot] ', ' dot ', '(dot)', ' punt ']) : '.';
  const whole = `${local}${at}${domain.replaceAll('.', dot)}`;
  return chance.of([whole, whole.toUpperCase(), capitalised(whole)]);
};

const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
].concat(['november', 'december']);
const SHORT = ['jan.', 'feb.', 'mrt', 'apr.', 'mei', 'juni', 'juli', 'aug.', 'sept.', 'okt.', 'nov.', 'dec.'];
const ENGLISH = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
].concat(['November', 'December']);

const birthDate: Spelling = (person, chance) => {
  const [year = '', month = '', day = ''] = person.birthDate.split('-');
  const [m, d] = [Number(month), Number(day)];
  const sign = chance.of(['-', '/', '.', ' ', ' - ']);
  return chance.of([
    person.birthDate,
    `${year}${month}${day}`,
    `${day}${month}${year}`,
    [day, month, year].join(sign),
    [d, m, year].join(sign),
    [d, m, year.slice(2)].join(sign),
    `${d} ${MONTHS[m - 1]!} ${year}`,
    `${d}e ${MONTHS[m - 1]!.toUpperCase()} ${year}`,
    `${d} ${SHORT[m - 1]!} ${chance.of([year, `'${year.slice(2)}`])}`,
    `${ENGLISH[m - 1]!} ${d}, ${year}`,
    `${d}-${SHORT[m - 1]!.slice(0, 3)}-${year}`,
  ]);
};

const CONTACTS: Record<string, Spelling> = {
  telephone: phone,
  'e-mail': email,
  'birth date': birthDate,
  postcode: ({ postcode }, chance) => {
    const between = chance.of(['', ' ', '-', '\u00a0', '  ', '\n', '.']);
    return chance.of([postcode, postcode.toLowerCase()]).replace(' ', between);
  },
  'street and number': ({ street, houseNumber }, chance) => {
    const between = chance.of([
      ' ',
      ' ',
      '',
      ' nr. ',
      ' nr ',
      ' nummer ',
      ', nr. ',
      '\u00a0',
      '\n',
      ' no. ',
      '-',
      ' huisnummer ',
    ]);
    return `${chance.of([street, street.toLowerCase(), street.toUpperCase()])}${between}${houseNumber}${chance.of(['', '', 'a', '-1', ' bis'])}`;
  },
};

export const SPELLINGS: Readonly<Record<string, Spelling>> = { ...NAMES, ...CONTACTS };

const FRAMES = [
  'De aangever {} werd bij de balie bedreigd.',
  'Volgens getuigen riep hij: "Ik weet je te vinden, {}!"',
  'Hij zei dat hij langs zou komen ({}).',
  '{} heeft verklaard dat de man al eerder was weggestuurd.',
  'Gesproken met {} over de gebeurtenis van gisteren.',
  'Contact: {}; zie het verslag van 12 maart 2014.',
  'Ik, {}, verklaar het volgende.',
  'Daarna is {} naar huis gegaan',
  'De verdachte noemde {} bij het weggaan.\nDaarna vertrok hij.',
  'Slachtoffer:\t{}\t(baliemedewerker)',
];

export const inSentence = (spelling: string, chance: Chance): string => chance.of(FRAMES).replace('{}', () => spelling);
