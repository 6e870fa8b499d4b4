import type pg from 'pg';

/** Something that is not as it must be. */
export interface Fault {
  words: string;
  caseId?: string;
}

/** Asks the database as its superuser, who sees everything. */
export type Ask = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
