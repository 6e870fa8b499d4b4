/** Letters that are no letter with an accent to Unicode, but are read as one. */
const READ_AS: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** Cyrillic and Greek letters that look like a Latin one. */
const LOOKS_LIKE: Record<string, string> = Object.fromEntries(
  ['аa', 'вb', 'еe', 'кk', 'мm', 'нh', 'оo', 'рp', 'сc', 'тt', 'уy', 'хx', 'іi', 'јj', 'ѕs', 'һh', 'ԁd', 'ԛq', 'ԝw']
    .concat(['αa', 'βb', 'εe', 'ηn', 'ιi', 'κk', 'νv', 'οo', 'ρp', 'τt', 'υu', 'χx', 'γy', 'ωw', 'ϳj', 'ɑa', 'ɡg'])
    .map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
);

/** Punctuation of which the kinds make no difference. */
const SAME_SIGN: readonly (readonly [RegExp, string])[] = [
  [/^[\n\r\v\f\u0085\u2028\u2029]$/, '\n'],
  [/^\s$/, ' '],
  [/^[\p{Pd}\u2212]$/u, '-'],
  [/^['`´ʹʼʻˈ\u2018-\u201b\u2032]$/, "'"],
];

/** Seen by no reader: accents on their own, soft hyphens, zero-width and direction signs, other control signs. */
const UNSEEN = /^(?![\t\n\v\f\r\u0085])[\p{M}\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]$/u;

const known = new Map<string, string>();
const ENOUGH_KNOWN = 20_000;

/** One character as it is compared: small letters without accents; nothing for what no reader sees. */
export function fold(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = UNSEEN.test(character) ? '' : foldSeen(character);
  if (known.size < ENOUGH_KNOWN) known.set(character, folded);
  return folded;
}

function foldSeen(character: string): string {
  const sign = SAME_SIGN.find(([kind]) => kind.test(character));
  if (sign) return sign[1];
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const small = plain.normalize('NFKD').replace(/\p{M}/gu, '');
  return small.replace(/./gsu, (letter) => READ_AS[letter] ?? LOOKS_LIKE[letter] ?? letter);
}
