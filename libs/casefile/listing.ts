import type { Picture } from './picture.js';
import { knowsPart } from './visibility.js';

/** A case in the list of one of its parties: with what the list is ordered and chosen by. */
interface ListedCase {
  kind: string;
  organisation: string;
  opened_at: string;
  municipality?: string;
  category?: string;
}

/** A part in the list of a party that knows of it. */
interface ListedPart {
  kind: string;
  id: string;
  reader: string;
  organisation: string;
  state: string;
  party?: string;
  opened_at: string;
}

/**
 * How a case stands in the lists of its parties: a row for each, so that every list is read in the order of an
 * index from its first row, however many cases there are and whosever they are.
 */
export interface Listing {
  cases: ListedCase[];
  parts: ListedPart[];
}

export function listingOf(picture: Picture | null): Listing {
  if (!picture) return { cases: [], parts: [] };
  const { openedAt, municipality, category, parties, parts } = picture;
  return {
    cases: parties.map(({ kind, organisation }) => ({
      kind,
      organisation,
      opened_at: openedAt,
      municipality,
      category,
    })),
    parts: parts.flatMap((part) =>
      parties
        .filter(({ kind, organisation }) => knowsPart(picture, part, kind, organisation))
        .map(({ kind, organisation }) => ({ ...part, reader: kind, organisation, opened_at: openedAt })),
    ),
  };
}

/** What is listed otherwise than before. */
export const listedAnew = <Row extends object>(before: readonly Row[], now: readonly Row[]): Row[] => {
  const same = new Set(before.map((row) => JSON.stringify(row)));
  return now.filter((row) => !same.has(JSON.stringify(row)));
};

/** Parts that a party knew of and that are not its to know of now: of a strand that went to another Halt office. */
export const listedNoMore = (before: readonly ListedPart[], now: readonly ListedPart[]): ListedPart[] => {
  const still = new Set(now.map(keyOf));
  return before.filter((row) => !still.has(keyOf(row)));
};

const keyOf = ({ kind, id, reader, organisation }: ListedPart): string => `${kind} ${id} ${reader} ${organisation}`;
