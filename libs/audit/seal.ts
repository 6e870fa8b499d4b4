import { hash } from 'node:crypto';

/** Where something stands in the log: by transaction, and within one by number. */
export interface Place {
  tx: number;
  position: number;
}

export const compare = (one: Place, other: Place): number => one.tx - other.tx || one.position - other.position;

/** An entry as it is sealed: every column, times in microseconds, identifiers as text. */
export type EntryRow = readonly [
  tx: string,
  position: number,
  writtenAt: number,
  at: number,
  id: string,
  caseId: string | null,
  partId: string | null,
  request: string | null,
  organisation: string,
  person: string,
  role: string,
  action: string,
  operation: string,
  partKind: string | null,
  ground: string,
  outcome: string,
  cases: string | null,
];

// Exact for some centuries, and a fraction of what exact numbers cost.
const micros = (column: string): string => `round(date_part('epoch', ${column}) * 1000000)::bigint`;

/** The columns of an entry, in the order in which they are sealed. */
export const entryColumns = `tx, position, ${micros('written_at')}, ${micros('at')}, id, case_id, part_id,
  request, organisation, person, role, action, operation, part_kind, ground, outcome, cases::text`;

export const placeOf = ([tx, position]: EntryRow): Place => ({ tx: Number(tx), position });
export const writtenAtOf = (row: EntryRow): number => row[2];
export const idOf = (row: EntryRow): string => row[4];
export const organisationOf = (row: EntryRow): string => row[8];

export interface Seal extends Place {
  organisation: string;
  number: number;
  entry: string;
  digest: string;
}

/** The seal before the first. */
export const unsealed = '';

/** Binds an entry to all that came before it at its organisation. JSON keeps the columns apart. */
export const digestOf = (before: string, entry: EntryRow): string =>
  hash('sha256', `${before}${JSON.stringify(entry)}`, 'hex');
