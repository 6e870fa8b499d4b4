import { knownTo, partyKindOfRole, seenBy, type ChainEvent, type PartyKind } from '../contract/index.js';
import type { Person } from '../platform/casework/case-context.js';
import { refuseCursor } from '../platform/http/query.js';
import type { Desk } from '../platform/persistence/desk.js';
import type { Picture } from './picture.js';
import type { EventInView, Original } from './projection.js';
import { contentsFor, isParty, kindsOf, maySee, membersFor, strandsFor, liaisonKindsOf } from './visibility.js';

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

export interface CaseFilter {
  municipality?: string;
  category?: string;
  number?: string;
  partKind?: string;
  partState?: string;
  openedFrom?: string;
  openedUntil?: string;
}

export interface Page<Item> {
  items: Item[];
  /** Where the next page begins; absent on the last one. */
  next?: string;
}

interface ListRow {
  case_id: string;
  number: string;
  opened_at: Date;
  municipality: string | null;
  category: string | null;
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
    const rows = await this.desk.query<Fed>(reader.organisation, {
      name: 'casefile-feed',
      text: `select feed.position, array_agg(feed.kind) as kinds, event.envelope
             from casefile.feed feed join casefile.chain_event event on event.event_id = feed.event_id
             where feed.organisation = $1 and feed.position > $2 and (feed.kind = any ($3) or $4)
               and ($5::uuid is null or feed.case_id = $5)
             group by feed.position, event.envelope order by feed.position limit $6`,
      values: [
        reader.organisation,
        after,
        [...reader.kinds, ...liaisonKindsOf(person.roles)],
        reader.auditor,
        caseId ?? null,
        limit,
      ],
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
    const [openedBefore, caseBefore] = decodeCursor(cursor);
    const rows = await this.desk.query<ListRow>(reader.organisation, {
      name: 'casefile-list',
      text: listStatement,
      values: [
        reader.organisation,
        reader.kinds,
        reader.auditor,
        filter.municipality ?? null,
        filter.category ?? null,
        filter.number ?? null,
        filter.partKind ?? null,
        filter.partState ?? null,
        filter.openedFrom ?? null,
        filter.openedUntil ?? null,
        openedBefore,
        caseBefore,
        limit + 1,
      ],
    });
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

const listStatement = `
  select summary.case_id, summary.number, summary.opened_at, summary.municipality, summary.category
  from casefile.summary summary
  where exists (
      select from casefile.party party where party.case_id = summary.case_id
        and party.organisation = $1 and (party.kind = any ($2) or $3))
    and ($4::text is null or summary.municipality = $4)
    and ($5::text is null or summary.category = $5)
    and ($6::text is null or summary.number = $6)
    and ($7::text is null or exists (
      select from casefile.part part where part.case_id = summary.case_id
        and part.kind = $7 and ($8::text is null or part.state = $8)))
    and ($9::timestamptz is null or summary.opened_at >= $9)
    and ($10::timestamptz is null or summary.opened_at < $10)
    and ($11::timestamptz is null or (summary.opened_at, summary.case_id) < ($11, $12::uuid))
  order by summary.opened_at desc, summary.case_id desc
  limit $13`;

const toListItem = (row: ListRow): object => ({
  id: row.case_id,
  number: row.number,
  openedAt: row.opened_at.toISOString(),
  municipality: row.municipality ?? undefined,
  category: row.category ?? undefined,
  href: `/v1/cases/${row.case_id}`,
});

const encodeCursor = (row: ListRow): string =>
  Buffer.from(`${row.opened_at.toISOString()} ${row.case_id}`).toString('base64url');

const cursorForm = /^(\S+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function decodeCursor(cursor: string | undefined): [string | null, string | null] {
  if (cursor === undefined) return [null, null];
  const [, openedAt = '', caseId = ''] = cursorForm.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const moment = new Date(openedAt);
  return Number.isNaN(moment.getTime()) || moment.toISOString() !== openedAt ? refuseCursor() : [openedAt, caseId];
}

const collectionOf: Record<Picture['parts'][number]['kind'], string> = {
  'incident-report': 'incident-reports',
  'police-report': 'police-reports',
  file: 'files',
  'halt-referral': 'halt-referrals',
  claim: 'claims',
};

const hrefOf = (part: Picture['parts'][number]): string => `/v1/${collectionOf[part.kind]}/${part.id}`;

function knownToReader(
  picture: Picture,
  part: Picture['parts'][number],
  kinds: readonly PartyKind[],
  organisation: string,
): boolean {
  return kinds.some((kind) => {
    if (!knownTo[part.kind].includes(kind)) return false;
    if (kind !== 'halt') return true;
    return picture.strands.some((strand) => strand.id === part.id && strand.haltOffice === organisation);
  });
}

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
