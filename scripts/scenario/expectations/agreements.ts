import { isObject, objectsIn, textOf, type Json } from '../json.js';
import type { AgreementExpectation } from '../scenario.js';

export interface AgreementSeen {
  agreement: string;
  outcome: string;
  due?: string;
  about: { policeReport?: string; strand?: string; claim?: string; victim?: string; partKind?: string; part?: string };
}

export function readAgreements(json: Json | undefined): AgreementSeen[] {
  return objectsIn(isObject(json) ? json.items : undefined).map((item) => {
    const about = isObject(item.about) ? item.about : {};
    const part = isObject(about.part) ? about.part : {};
    return {
      agreement: textOf(item.agreement) ?? '',
      outcome: textOf(item.outcome) ?? '',
      due: textOf(item.due),
      about: {
        policeReport: textOf(about.policeReport),
        strand: textOf(about.strand),
        claim: textOf(about.claim),
        victim: textOf(about.victim),
        partKind: textOf(part.kind),
        part: textOf(part.id),
      },
    };
  });
}

/** What the reference behind the `@` is in this system: a party, its police report and claim, or a strand. */
export interface AboutMeant {
  identifiers: ReadonlySet<string>;
  /** Where one agency's part of a strand is meant (`C-01@om:s1`). */
  partKind?: string;
}

export const keyOf = (key: string): { agreement: string; about?: string } => {
  const at = key.indexOf('@');
  return at < 0 ? { agreement: key } : { agreement: key.slice(0, at), about: key.slice(at + 1) };
};

const isAbout = ({ about }: AgreementSeen, meant: AboutMeant): boolean => {
  if (meant.partKind && about.partKind && about.partKind !== meant.partKind) return false;
  const named = [about.policeReport, about.strand, about.claim, about.victim, about.part];
  return named.some((identifier) => identifier !== undefined && meant.identifiers.has(identifier));
};

export const expectedOf = (expected: string | AgreementExpectation): AgreementExpectation =>
  typeof expected === 'string' ? { outcome: expected } : expected;

/** What is wrong with one agreement, as all readers together see it; undefined when it is as expected. */
export function agreementFault(
  seen: readonly AgreementSeen[],
  key: string,
  meant: AboutMeant | undefined,
  given: string | AgreementExpectation,
): string | undefined {
  const expected = expectedOf(given);
  const { agreement } = keyOf(key);
  const found = distinct(
    seen.filter((item) => item.agreement === agreement && item.outcome !== 'none' && (!meant || isAbout(item, meant))),
  );
  if (expected.outcome === 'none') return found.length === 0 ? undefined : `expected none, found ${told(found)}`;
  if (found.length === 0) return `expected ${expected.outcome}, found none`;
  if (found.length > 1) return `expected one ${expected.outcome}, found ${told(found)}`;
  const [only] = found as [AgreementSeen];
  if (only.outcome !== expected.outcome) return `expected ${expected.outcome}, found ${told(found)}`;
  if (expected.due && only.due !== expected.due) return `expected due ${expected.due}, found ${only.due ?? 'none'}`;
  return undefined;
}

/** The same agreement seen by several readers is one; readers who disagree make it two. */
const distinct = (seen: readonly AgreementSeen[]): AgreementSeen[] => [
  ...new Map(seen.map((item) => [JSON.stringify(item), item])).values(),
];

const told = (seen: readonly AgreementSeen[]): string =>
  seen.map(({ outcome, due }) => (due ? `${outcome} (due ${due})` : outcome)).join(' and ');
