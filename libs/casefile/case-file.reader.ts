import { partyKindOfRole, seenBy, type ChainEvent, type PartyKind } from '../contract/index.js';
import type { Person } from '../platform/casework/case-context.js';
import { refuseCursor } from '../platform/http/query.js';
import type { Desk } from '../platform/persistence/desk.js';
import { casesAsked, encodeCursor, type CaseFilter, type ListRow } from './case-list.js';
import type { Picture } from './picture.js';
import type { EventInView, Original } from './correction.js';
import {
  contentsFor,
  feedKinds,
  isParty,
  kindsOf,
  knowsPart,
  liaisonKindsOf,
  maySee,
  membersFor,
  strandsFor,
} from './visibility.js';

/** How a person reads a case: the qualities in which the own organisation is party to it, or as its auditor. */
export interface Reader {
  organisation: string;
  kinds: PartyKind[];
  auditor: boolean;
}

export const readerOf = (person: Person): Reader => ({
  organisation: person.organisation,
  kinds: [...new Set(person.roles.flatMap((role) => partyKindOfRole[role] ?? []))],
  auditor: person.roles.includes('auditor'),
});

export interface Page<Item> {
  items: Item[];
  /** Where the next page begins; absent on the last one. */
  next?: string;
}

interface Fed {
  position: number;
  kinds: PartyKind[];
  envelope: EventInView;
}

/** Reads the case file as each party may see it. */
export class CaseFileReader {
  constructor(private readonly desk: Desk) {}

  /** The case as this reader may see it; undefined where it is not the reader's to know of. */
  async caseFor(caseId: string, person: Person): Promise<object | undefined> {
    const found = await this.open(caseId, person);
    if (!found) return undefined;
    const { picture, number, kinds, reader } = found;
    return {
      id: caseId,
      number,
      openedAt: picture.openedAt,
      incidentAt: picture.incidentAt,
      municipality: picture.municipality,
      category: picture.category,
      parties: picture.parties,
      parts: picture.parts
        .filter((part) => knownToReader(picture, part, kinds, reader.organisation))
        .map((part) => ({ ...part, href: hrefOf(part) })),
      ...(seesNumbers(kinds) && picture.numbers
        ? { underNumber: Object.entries(picture.numbers).map(([victim, known]) => ({ victim, number: known })) }
        : {}),
      strands: strandsFor(picture, kinds, reader.organisation).map(({ id, state }) => ({
        id,
        state,
        ...(mayAskForSuspects(kinds) ? { href: `/v1/cases/${caseId}/suspects/${id}` } : {}),
      })),
    };
  }

  /** The events of the case in the order in which they happened, as far as this reader may see them. */
  async timelineFor(
    caseId: string,
    person: Person,
    after: string | undefined,
    limit: number,
  ): Promise<Page<object> | undefined> {
    const found = await this.open(caseId, person);
    if (!found) return undefined;
    const { picture, kinds, reader } = found;
    const rows = await this.desk.query<{ envelope: EventInView; position: number }>(reader.organisation, {
      name: 'casefile-timeline',
      text: `select envelope, position from casefile.chain_event where case_id = $1 and type not like 'agreement.%'
             order by occurred_at, position`,
      values: [caseId],
    });
    const start = after === undefined ? 0 : rows.findIndex((row) => String(row.position) === after) + 1;
    if (after !== undefined && start === 0) refuseCursor();
    const visible = rows
      .slice(start)
      .filter(
        ({ envelope }) => reader.auditor || kinds.some((kind) => maySee(picture, envelope, kind, reader.organisation)),
      );
    const items = visible.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(({ envelope }) => asTold(envelope, kindsThatSee(picture, envelope, kinds, reader))),
      ...(visible.length > limit && last ? { next: String(last.position) } : {}),
    };
  }

  /** The reader's own feed after a position, in the order in which the events were recorded. */
  async feedFor(
    person: Person,
    after: number,
    limit: number,
    caseId?: string,
  ): Promise<{ items: object[]; next: string }> {
    const reader = readerOf(person);
    const kinds = reader.auditor ? feedKinds : [...reader.kinds, ...liaisonKindsOf(person.roles)];
    const rows = await this.desk.query<Fed>(reader.organisation, {
      name: `casefile-feed${caseId ? '-of-case' : ''}`,
      text: caseId ? feedOfCase : feedOfAll,
      values: [reader.organisation, after, kinds, limit, ...(caseId ? [caseId] : [])],
    });
    const last = rows.at(-1);
    return {
      items: rows.map(({ envelope, kinds, position }) => ({
        position: String(position),
        ...asTold(envelope, reader.auditor ? [] : kinds),
      })),
      next: String(last?.position ?? after),
    };
  }

  /** The cases of the reader's organisation, newest first. */
  async casesFor(person: Person, filter: CaseFilter, cursor: string | undefined, limit: number): Promise<Page<object>> {
    const reader = readerOf(person);
    const asked = casesAsked(reader, filter, cursor, limit + 1);
    const rows = await this.desk.query<ListRow>(reader.organisation, asked);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(toListItem),
      ...(rows.length > limit && last ? { next: encodeCursor(last) } : {}),
    };
  }

  private async open(caseId: string, person: Person) {
    const reader = readerOf(person);
    const [row] = await this.desk.query<{ state: Picture | null; case_number: string }>(reader.organisation, {
      name: 'casefile-open',
      text: 'select state, case_number from casefile.case_record where case_id = $1',
      values: [caseId],
    });
    const picture = row?.state;
    if (!row || !picture) return undefined;
    const kinds = kindsOf(picture, reader);
    if (kinds.length === 0 && !(reader.auditor && isParty(picture, reader.organisation))) return undefined;
    return { picture, number: row.case_number, kinds, reader };
  }
}

const feedStatement = (told: string): string => `
  with told as (
    select position, event_id, array_agg(kind) as kinds from (${told}) told
    group by position, event_id order by position limit $4
  )
  select told.position, told.kinds, event.envelope
  from told join casefile.chain_event event on event.event_id = told.event_id order by told.position`;

/** Of each kind no more than fit on the page: each in the order of the index. */
const feedOfAll = feedStatement(`
  select one.* from unnest($3::text[]) as wanted (kind), lateral (
    select feed.position, feed.event_id, feed.kind from casefile.feed feed
    where feed.organisation = $1 and feed.kind = wanted.kind and feed.position > $2
    order by feed.position limit $4) one`);

const feedOfCase = feedStatement(`
  select feed.position, feed.event_id, feed.kind from casefile.feed feed
  where feed.organisation = $1 and feed.kind = any ($3) and feed.position > $2 and feed.case_id = $5`);

const toListItem = (row: ListRow): object => ({
  id: row.case_id,
  number: row.number,
  openedAt: row.opened_at.toISOString(),
  municipality: row.municipality ?? undefined,
  category: row.category ?? undefined,
  href: `/v1/cases/${row.case_id}`,
});

const collectionOf: Record<Picture['parts'][number]['kind'], string> = {
  'incident-report': 'incident-reports',
  'police-report': 'police-reports',
  file: 'files',
  'halt-referral': 'halt-referrals',
  claim: 'claims',
};

const hrefOf = (part: Picture['parts'][number]): string => `/v1/${collectionOf[part.kind]}/${part.id}`;

const knownToReader = (
  picture: Picture,
  part: Picture['parts'][number],
  kinds: readonly PartyKind[],
  organisation: string,
): boolean => kinds.some((kind) => knowsPart(picture, part, kind, organisation));

const kindsThatSee = (picture: Picture, event: ChainEvent, kinds: readonly PartyKind[], reader: Reader): PartyKind[] =>
  kinds.filter((kind) => maySee(picture, event, kind, reader.organisation));

const asTold = (event: EventInView, kinds: readonly PartyKind[]): object => ({
  id: event.id,
  type: event.type,
  caseId: event.caseId,
  caseNumber: event.caseNumber,
  occurredAt: event.occurredAt,
  recordedAt: event.recordedAt,
  by: event.by,
  about: event.about,
  data: contentsFor(event, kinds),
  ...(event.corrected ? { corrected: originalFor(event, event.corrected, kinds) } : {}),
});

/** What was recorded first, as far as this reader may have its contents. */
const originalFor = (event: EventInView, { by, occurredAt, data }: Original, kinds: readonly PartyKind[]): object => ({
  by,
  occurredAt,
  data: membersFor(event.type, data, kinds),
});

/** Who sees that a number was given. Source: visibility.json. */
const seesNumbers = (kinds: readonly PartyKind[]): boolean =>
  kinds.some((kind) => seenBy('police-report.under-number-granted').includes(kind));

/** Who may ask the police who a suspect is. */
const mayAskForSuspects = (kinds: readonly PartyKind[]): boolean =>
  kinds.some((kind) => kind === 'police' || kind === 'om' || kind === 'halt');
