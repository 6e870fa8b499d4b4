/** Crockford's base 32: no letter that is read as a digit or another letter. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 7;

/**
 * The check character of a number, by Luhn's algorithm for 32 characters: every single wrong character is seen,
 * and nearly every pair that changed places.
 */
export function checkCharacterOf(characters: string): string {
  const base = alphabet.length;
  const sum = Array.from(characters)
    .reverse()
    .reduce((so, character, index) => {
      const value = alphabet.indexOf(character) * (index % 2 === 0 ? 2 : 1);
      return so + Math.floor(value / base) + (value % base);
    }, 0);
  return alphabet[(base - (sum % base)) % base] ?? '0';
}

/** A number from seven values below 32, which come from a source of randomness and from nothing else. */
export function underNumberFrom(values: readonly number[]): string {
  const characters = values.slice(0, length).map((value) => alphabet[value % alphabet.length]);
  if (characters.length < length) throw new Error('a number has seven characters and a check character');
  const text = characters.join('');
  return `AON-${text}${checkCharacterOf(text)}`;
}

/** Whether it has the form of a number and its check character is right. */
export function isUnderNumber(text: string): boolean {
  const [, characters = '', check] = /^AON-([0-9A-HJKMNP-TV-Z]{7})([0-9A-HJKMNP-TV-Z])$/.exec(text) ?? [];
  return check !== undefined && checkCharacterOf(characters) === check;
}
