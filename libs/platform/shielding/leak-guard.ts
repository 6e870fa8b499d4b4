import { candidatesIn, type Shape } from '../leak-guard/index.js';
import type { Client } from '../persistence/database.js';
import type { GuardKey } from './guard-key.js';
import type { PlacedText } from './texts.js';

/** Whom the guard looks for in a case: a victim who asked to report under number, or does. */
export interface Sought {
  victim: string;
  shapes: readonly Shape[];
  /** Under the guard's key. */
  marks: ReadonlySet<string>;
}

export type Place = readonly [from: number, to: number];

/** Where a text holds what identifies a shielded victim: the place, never what stands there. */
export interface Leak extends PlacedText {
  victim: string;
  /** From and up to which character, in order and apart. */
  places: readonly Place[];
  /** What was found, under the guard's key. */
  mark: string;
}

interface Row {
  victim: string;
  shapes: Buffer;
  marks: string[];
}

/** Looks for shielded victims in texts, by what the vault's letterbox keeps of them under the guard's key. */
export class LeakGuard {
  constructor(private readonly key: GuardKey) {}

  /** The shielded victims of a case, and these besides: those who ask at this very moment. */
  async soughtIn(client: Client, caseId: string, also: readonly string[] = []): Promise<Sought[]> {
    const { rows } = await client.query<Row>({
      name: 'guard-of',
      text: 'select victim, shapes, marks from vault.guard_of($1, $2)',
      values: [caseId, also],
    });
    return rows.map(({ victim, shapes, marks }) => ({
      victim,
      shapes: this.key.open(shapes) as Shape[],
      marks: new Set(marks),
    }));
  }

  /** Of each text what it leaks, if anything; what is none here by a person's decision is left out. */
  leaksIn(
    caseId: string,
    sought: readonly Sought[],
    texts: readonly PlacedText[],
    passed: ReadonlySet<string> = new Set(),
  ): Leak[] {
    if (sought.length === 0) return [];
    const shapes = sought.flatMap((one) => one.shapes);
    const known = new Map<string, string>();
    const marked = (mark: string): string => {
      const hashed = known.get(mark) ?? this.key.markOf(caseId, mark);
      known.set(mark, hashed);
      return hashed;
    };
    return texts.flatMap((placed): Leak[] => {
      const found = candidatesIn(placed.text, shapes).flatMap(({ mark, from, to }) => {
        const hashed = marked(mark);
        const one = passed.has(hashed) ? undefined : sought.find(({ marks }) => marks.has(hashed));
        return one ? [{ victim: one.victim, mark: hashed, place: [from, to] as const }] : [];
      });
      const [first] = found;
      if (!first) return [];
      return [{ ...placed, victim: first.victim, mark: first.mark, places: apart(found.map(({ place }) => place)) }];
    });
  }

  /** The leaks that nobody has let pass yet. */
  async notPassed(client: Client, caseId: string, leaks: readonly Leak[]): Promise<Leak[]> {
    if (leaks.length === 0) return [];
    const { rows } = await client.query<{ fingerprint: string }>({
      text: 'select fingerprint from vault.passed_texts($1, $2) as fingerprint',
      values: [caseId, leaks.map(({ text }) => this.fingerprintOf(caseId, text))],
    });
    const passed = new Set(rows.map(({ fingerprint }) => fingerprint));
    return leaks.filter(({ text }) => !passed.has(this.fingerprintOf(caseId, text)));
  }

  /** What was found in a text on which somebody decides now: the reason may name it. */
  async markOfHit(client: Client, hit: unknown): Promise<Set<string>> {
    if (typeof hit !== 'string') return new Set();
    const { rows } = await client.query<{ mark: string | null }>({
      text: 'select vault.mark_of($1) as mark',
      values: [hit],
    });
    return new Set(rows.flatMap(({ mark }) => mark ?? []));
  }

  fingerprintOf(caseId: string, text: string): string {
    return this.key.fingerprintOf(`text ${caseId} ${text}`);
  }
}

/** Places that touch are one. */
function apart(places: readonly Place[]): Place[] {
  const merged: Place[] = [];
  for (const [from, to] of [...places].sort(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
}
