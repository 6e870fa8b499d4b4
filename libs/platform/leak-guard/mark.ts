export interface Identity {
  name: string;
  birthDate?: string;
  address?: string;
  phone?: string;
  email?: string;
}

/** A normalised form under which a text betrays the person; each one is a hit by itself. Such as `word:bakker`. */
export type Mark = string;

export type MarkKind =
  'word' | 'proper' | 'run' | 'spread' | 'pair' | 'phone' | 'subscriber' | 'postcode' | 'street' | 'email' | 'date';

/** What to look for without telling what it is. */
export interface Shape {
  kind: string;
  length: number;
}

/** Something in a text that has the shape of a mark, with its place in the original text. */
export interface Candidate {
  mark: Mark;
  from: number;
  to: number;
}

export const markOf = (kind: MarkKind, form: string): Mark => `${kind}:${form}`;

const shapeOf = (mark: Mark): Shape => {
  const colon = mark.indexOf(':');
  return { kind: mark.slice(0, colon), length: mark.length - colon - 1 };
};

export function shapesOf(marks: readonly Mark[]): Shape[] {
  const shapes = new Map(marks.map((mark) => [JSON.stringify(shapeOf(mark)), shapeOf(mark)]));
  return [...shapes.values()].sort((a, b) => (a.kind === b.kind ? a.length - b.length : a.kind < b.kind ? -1 : 1));
}

/** The lengths that are looked for, per kind. */
export class Sought {
  private readonly lengths = new Map<string, number[]>();

  constructor(shapes: readonly Shape[]) {
    for (const { kind, length } of shapes) {
      const known = this.lengths.get(kind) ?? [];
      if (length > 0 && !known.includes(length))
        this.lengths.set(
          kind,
          [...known, length].sort((a, b) => a - b),
        );
    }
  }

  of(kind: MarkKind): readonly number[] {
    return this.lengths.get(kind) ?? [];
  }

  has(kind: MarkKind, length: number): boolean {
    return this.of(kind).includes(length);
  }

  longest(kind: MarkKind): number {
    return this.of(kind).at(-1) ?? 0;
  }
}
