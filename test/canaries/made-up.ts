import { Chance } from '../../libs/platform/leak-guard/testing/chance.js';

const consonants = Array.from('bdfgklmnprstvz');
const vowels = Array.from('aeiou');
const accented: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' };

/** Words, numbers and dates that nobody uses, each given out once. The same every time. */
export class MadeUp {
  private readonly chance = new Chance(1931);
  private readonly given = new Set<string>();

  /** Days that something else happens on are nobody's birth date. */
  avoidDatesIn(text: string): void {
    for (const [date] of text.matchAll(/\d{4}-\d{2}-\d{2}/g)) this.given.add(date);
  }

  /** Ten letters, with an accent in the middle: `Zobavíkuro`. */
  word(): string {
    return this.once(() => {
      const syllables = Array.from({ length: 5 }, () => this.chance.of(consonants) + this.chance.of(vowels));
      const [first = '', second = '', third = '', ...rest] = syllables;
      const middle = third.replace(/.$/, (vowel) => accented[vowel] ?? vowel);
      return (first.charAt(0).toUpperCase() + first.slice(1) + second + middle).concat(...rest);
    });
  }

  /** The same without the accent, for what is written in ASCII. */
  plainWord(): string {
    return withoutAccents(this.word()).toLowerCase();
  }

  phone(): string {
    return this.once(() => `06${String(this.chance.between(20_000_000, 99_999_999))}`);
  }

  postcode(): string {
    return this.once(() => `${String(this.chance.between(1000, 9999))} ${this.upper('QVXYZ')}${this.upper('HJKNP')}`);
  }

  birthDate(): string {
    return this.once(() => isoDay(Date.UTC(1925, 0, 1) + this.chance.below(7300) * dayMs));
  }

  /** The nearest day that fits and that nobody else was born on. */
  birthDateNear(date: string, fits: (date: string) => boolean): string | undefined {
    for (let days = 0; days < 366; days += 1) {
      for (const near of [isoDay(Date.parse(date) - days * dayMs), isoDay(Date.parse(date) + days * dayMs)]) {
        if (this.given.has(near) || !fits(near)) continue;
        this.given.add(near);
        return near;
      }
    }
    return undefined;
  }

  private upper(letters: string): string {
    return this.chance.of(Array.from(letters));
  }

  private once(make: () => string): string {
    for (;;) {
      const made = make();
      if (this.given.has(made)) continue;
      this.given.add(made);
      return made;
    }
  }
}

const dayMs = 86_400_000;
const isoDay = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

export const withoutAccents = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
