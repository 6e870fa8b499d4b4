import type { Canary } from './canary.js';
import { formsOf, readAs, readings, type Form, type Reading } from './forms.js';
import { Sieve } from './sieve.js';

/** Where something was looked at. */
export type Place =
  | { kind: 'table' | 'former row' | 'queue job'; table: string }
  | { kind: 'Redis' | 'output' | 'metrics' | 'document' }
  | { kind: 'answer'; method: string; path: string; status: number; reader: string | undefined; at: number };

export type PlaceKind = Place['kind'];

export interface Finding {
  canary: Canary;
  form: string;
  place: Place;
}

interface Owner {
  canary: Canary;
  form: Form;
}

/** Looks at everything that it is shown, for every canary in every form; keeps what it found where, and what it saw. */
export class Search {
  private readonly kept = new Map<string, Finding>();
  private readonly bytesSeen = new Map<PlaceKind, number>();
  private readonly marksSeen = new Map<PlaceKind, Set<string>>();
  private sieves: ReadonlyMap<Reading, Sieve<Owner>>;

  constructor(private readonly canaries: Canary[]) {
    this.sieves = sievesFor(canaries);
  }

  /** From now on also for this one. */
  alsoFor(canary: Canary): void {
    this.canaries.push(canary);
    this.sieves = sievesFor(this.canaries);
  }

  /** What is not text (Redis keys, bytea) is shown as bytes. */
  look(place: Place, page: string | Buffer): void {
    const text = typeof page === 'string' ? page : page.toString('utf8');
    this.bytesSeen.set(place.kind, (this.bytesSeen.get(place.kind) ?? 0) + text.length);
    this.remember(place.kind, text);
    for (const [reading, sieve] of this.sieves) {
      const hay = Buffer.from(readAs(reading, text));
      sieve.find(hay, ({ canary, form }, at) => {
        if (form.alone && !standsAlone(hay, at, Buffer.byteLength(form.text))) return;
        const key = JSON.stringify([canary.label, form.name, place]);
        this.kept.set(key, { canary, form: form.name, place });
      });
    }
  }

  get findings(): Finding[] {
    return [...this.kept.values()];
  }

  /** Proof of having looked: the numbers of cases, and other words that such a place always has. */
  saw(kind: PlaceKind, mark: string): boolean {
    return this.marksSeen.get(kind)?.has(mark) ?? false;
  }

  bytesOf(kind: PlaceKind): number {
    return this.bytesSeen.get(kind) ?? 0;
  }

  private remember(kind: PlaceKind, text: string): void {
    const seen = this.marksSeen.get(kind) ?? new Set();
    this.marksSeen.set(kind, seen);
    for (const [mark] of text.matchAll(marks)) seen.add(mark);
  }
}

function sievesFor(canaries: readonly Canary[]): ReadonlyMap<Reading, Sieve<Owner>> {
  const owners = canaries.flatMap((canary) => formsOf(canary).map((form): Owner => ({ canary, form })));
  const sieveOf = (reading: Reading): Sieve<Owner> =>
    new Sieve(
      owners
        .filter(({ form }) => form.reading === reading)
        .map((owner) => ({ bytes: Buffer.from(owner.form.text), owner })),
    );
  return new Map(readings.map((reading) => [reading, sieveOf(reading)]));
}

/** Case numbers; the routes in metrics; what the process says when it starts; what the API document begins with. */
const marks =
  /VPT-\d{4}-\d{6}|route="[^"]*"|database system is (?:ready|shut down)|"openapi":|url: '\/v1\/openapi\.json'/g;

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte > 127 || /[0-9a-z]/i.test(String.fromCharCode(byte)));

const standsAlone = (hay: Buffer, at: number, length: number): boolean =>
  !isLetter(hay[at - 1]) && !isLetter(hay[at + length]);

/** A page of the search's report: what was found where, never the canary itself. */
export const told = ({ canary, form, place }: Finding): string => `${canary.label}, ${form}, in ${toldPlace(place)}`;

function toldPlace(place: Place): string {
  if (place.kind === 'answer')
    return `the answer ${place.status} to ${place.reader ?? 'nobody'} of ${place.method} ${addressWithoutIdentifiers(place.path)}`;
  return 'table' in place ? `${place.kind} of ${place.table}` : place.kind;
}

export const addressWithoutIdentifiers = (path: string): string =>
  path.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{}').replace(/\?.*$/, '');
