import { knownTo, type PartKind } from '../contract/index.js';
import { refuseCursor } from '../platform/http/query.js';
import type { Reader } from './case-file.reader.js';

export interface CaseFilter {
  municipality?: string;
  category?: string;
  number?: string;
  partKind?: PartKind;
  partState?: string;
  openedFrom?: string;
  openedUntil?: string;
}

export interface ListRow {
  case_id: string;
  number: string;
  opened_at: Date;
  municipality: string | null;
  category: string | null;
}

interface Question {
  name: string;
  text: string;
  values: unknown[];
}

/** Conditions with their values, and a name that says which of them are there: so each statement is prepared once. */
class Conditions {
  readonly values: unknown[] = [];
  readonly texts: string[] = [];
  asked = '';

  /** Each `?` in the text stands for the next of the values; left out where there is none. */
  where(text: string, ...values: unknown[]): this {
    const isAsked = values.every((value) => value !== undefined);
    this.asked += isAsked ? '1' : '0';
    if (isAsked) this.texts.push(values.reduce<string>((so, value) => so.replace('?', () => this.place(value)), text));
    return this;
  }

  place(value: unknown): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }
}

/**
 * The page of cases that follows a cursor, newest first. Each list begins at the first row of an index of the own
 * organisation: of its cases, or of its parts where their state is asked for.
 */
export function casesAsked(reader: Reader, filter: CaseFilter, cursor: string | undefined, limit: number): Question {
  const list = filter.partState !== undefined && filter.partKind !== undefined ? 'part' : 'party';
  const conditions = new Conditions()
    .where('own.organisation = ?', reader.organisation)
    .where(`own.${asWhom[list]} = any (?)`, reader.auditor ? undefined : kindsWhoKnow(reader, filter))
    .where('own.opened_at >= ?', filter.openedFrom)
    .where('own.opened_at < ?', filter.openedUntil)
    .where('(own.opened_at, own.case_id) < (?, ?)', ...decodeCursor(cursor))
    .where('own.case_id = (select case_id from casefile.summary where number = ?)', filter.number);
  (list === 'part' ? ofParts : ofCases)(conditions, filter);
  const { asked, texts, values } = conditions;
  return { name: `casefile-list-${list}-${asked}`, text: statement(list, texts, conditions.place(limit)), values };
}

const asWhom = { party: 'kind', part: 'reader' };

const ofCases = (conditions: Conditions, { municipality, category, partKind }: CaseFilter): Conditions =>
  conditions
    .where('own.municipality = ?', municipality)
    .where('own.category = ?', category)
    .where(`exists (select ${ofPart} and part.kind = ?)`, partKind);

const ofParts = (conditions: Conditions, { municipality, category, partKind, partState }: CaseFilter): Conditions =>
  conditions
    .where('own.kind = ?', partKind)
    .where('own.state = ?', partState)
    .where(`exists (select ${ofParty} and party.municipality = ?)`, municipality)
    .where(`exists (select ${ofParty} and party.category = ?)`, category);

const ofParty = `from casefile.party party where party.case_id = own.case_id and party.kind = own.reader
  and party.organisation = own.organisation`;
const ofPart = `from casefile.part part where part.case_id = own.case_id and part.reader = own.kind
  and part.organisation = own.organisation`;

// A party in two qualities, or with two parts in one state, is one case.
const statement = (list: 'party' | 'part', conditions: readonly string[], limit: string): string => `
  with shown as (
    select own.opened_at, own.case_id from casefile.${list} own where ${conditions.join(' and ')}
    group by own.opened_at, own.case_id order by own.opened_at desc, own.case_id desc limit ${limit}
  )
  select summary.case_id, summary.number, summary.opened_at, summary.municipality, summary.category
  from shown join casefile.summary summary on summary.case_id = shown.case_id
  order by shown.opened_at desc, shown.case_id desc`;

/** Who does not know of a part learns nothing of its state from a list either. */
const kindsWhoKnow = ({ kinds }: Reader, { partKind }: CaseFilter): Reader['kinds'] =>
  partKind ? kinds.filter((kind) => knownTo[partKind].includes(kind)) : kinds;

export const encodeCursor = (row: ListRow): string =>
  Buffer.from(`${row.opened_at.toISOString()} ${row.case_id}`).toString('base64url');

const cursorForm = /^(\S+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function decodeCursor(cursor: string | undefined): [openedAt: string | undefined, caseId: string | undefined] {
  if (cursor === undefined) return [undefined, undefined];
  const [, openedAt = '', caseId = ''] = cursorForm.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const moment = new Date(openedAt);
  return Number.isNaN(moment.getTime()) || moment.toISOString() !== openedAt ? refuseCursor() : [openedAt, caseId];
}
