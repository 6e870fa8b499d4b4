import { withoutAccents } from './made-up.js';

type Replace = (text: string) => string;

/** What the texts of a scenario say of its people, said of the canaries instead: in the same spelling. */
export class Mentions {
  private readonly words = new Map<string, string>();
  private readonly others: Replace[] = [];

  word(before: string, after: string): void {
    // The first is who it is: another of the same name in the same scenario is the same person named again.
    const key = folded(before);
    if (key.length > 2 && !this.words.has(key)) this.words.set(key, after);
  }

  exactly(before: string, after: string): void {
    if (before !== '') this.others.push((text) => text.replaceAll(before, after));
  }

  initial(before: string, given: string, surname: string): void {
    const spelled = `${before.charAt(0)}. ${surname}`;
    this.others.push((text) => text.replaceAll(spelled, `${withoutAccents(given).charAt(0)}. ${surname}`));
  }

  /** In any grouping, also as +31. */
  phone(before: string, after: string): void {
    const digits = before.replaceAll(/\D/g, '').slice(1);
    const spelled = new RegExp(`(\\+31 ?|0)${Array.from(digits).join('[ -]?')}`, 'g');
    this.others.push((text) =>
      text.replaceAll(spelled, (found) => (found.startsWith('+31') ? `+31 6 ${after.slice(2)}` : after)),
    );
  }

  /** In every text of it, also in what is expected to be hidden or shown. */
  in<Value>(value: Value): Value {
    if (typeof value === 'string') return this.said(value) as Value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.in(item)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([member, inner]) => [member, this.in<unknown>(inner)]),
    ) as Value;
  }

  private said(text: string): string {
    const renamed = text.replaceAll(/[\p{L}\p{M}]+/gu, (word) => {
      const after = this.words.get(folded(word));
      return after === undefined ? word : inTheSpellingOf(word, after);
    });
    return this.others.reduce((said, replace) => replace(said), renamed);
  }
}

const folded = (word: string): string => withoutAccents(word).toLowerCase();

function inTheSpellingOf(word: string, name: string): string {
  if (word === word.toLowerCase()) return name.toLowerCase();
  // Written with accents that the name has not: also the canary gets an accent more.
  return withoutAccents(word) === word ? name : name.replace(/[aeiou](?=.$)/, (vowel) => `${vowel}\u0301`.normalize());
}
