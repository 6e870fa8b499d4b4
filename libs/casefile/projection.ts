import type { ChainEvent, EventOf, Instant } from '../contract/index.js';
import type { CaseRecord } from '../platform/messaging/case-record.js';
import type { LetterHandler } from '../platform/messaging/inbox.js';
import type { Client, Statement } from '../platform/persistence/database.js';
import { listedAnew, listedNoMore, listingOf, type Listing } from './listing.js';
import { blankPicture, draw, type Picture } from './picture.js';
import { liaisonToldOf, maySee } from './visibility.js';

/** What was recorded first of an event that was corrected, and the newest correction of it. */
export interface Original {
  occurredAt: Instant;
  data: object;
  by: string;
}

/** An event as the case file shows it: with its right time and contents, and what was recorded first. */
export type EventInView = ChainEvent & { corrected?: Original };

export interface CaseInView {
  record: CaseRecord;
  events: EventInView[];
  /** Of events that were stored before. */
  corrections: EventOf<'event.corrected'>[];
  /** Those events as they are right. */
  righted: Map<string, EventInView>;
  feed: { event: string; kind: string; organisation: string }[];
  /** How the case stood in the lists before. */
  listedBefore: Listing;
}

export const beginView = (record: CaseRecord): CaseInView => ({
  record,
  events: [],
  corrections: [],
  righted: new Map(),
  feed: [],
  listedBefore: listingOf(record.state as Picture | null),
});

/** Draws the event into the case's picture and notes in whose feed it belongs. */
export function show(view: CaseInView, event: ChainEvent): void {
  const picture = (view.record.state ??= blankPicture(event)) as Picture;
  draw(picture, event);
  view.record.organisations = [...new Set(picture.parties.map((party) => party.organisation))].sort();
  view.record.version += 1;
  if (event.type === 'event.corrected') correct(view, event);
  view.events.push(event);
  for (const { kind, organisation } of picture.parties) {
    if (maySee(picture, event, kind, organisation)) view.feed.push({ event: event.id, kind, organisation });
  }
  const liaison = liaisonToldOf(event);
  if (liaison) view.feed.push({ event: event.id, ...liaison });
}

/** The corrected event takes its right place and contents; the history keeps what was recorded first. */
function correct(view: CaseInView, correction: EventOf<'event.corrected'>): void {
  const index = view.events.findIndex(({ id }) => id === correction.data.event);
  const wrong = view.events[index];
  if (wrong) view.events[index] = corrected(wrong, correction);
  else view.corrections.push(correction);
}

export function corrected(event: EventInView, { id, data }: EventOf<'event.corrected'>): EventInView {
  const { occurredAt, data: contents } = event.corrected ?? event;
  const right = { occurredAt: data.occurredAt, data: data.data };
  return { ...event, ...right, corrected: { occurredAt, data: contents, by: id } } as EventInView;
}

/** The events of the chain, shown in the case file as they come. */
export const projection: LetterHandler<CaseInView> = {
  begin: (record: CaseRecord, _now: Instant) => beginView(record),
  handle(view, { event }) {
    show(view, event);
  },
  async conclude(client, views) {
    await readCorrected(client, views);
  },
  store(views) {
    return views.length === 0 ? [] : [oneWriter, ...storing(views), ...views.flatMap(correcting)];
  },
};

/**
 * Positions are given out in the order of commit: who reads the feed up to a position has seen all before it.
 * So one transaction at a time takes positions, until it is committed.
 */
const oneWriter: Statement = {
  name: 'casefile-one-writer',
  text: `select pg_advisory_xact_lock(hashtext('casefile.feed'))`,
};

export const oneWriterAtATime = (client: Client): Promise<unknown> => client.query(oneWriter);

export async function storeViews(
  client: Client,
  views: readonly CaseInView[],
  positions?: ReadonlyMap<string, number>,
): Promise<void> {
  for (const statement of storing(views, positions)) await client.query(statement);
}

function storing(views: readonly CaseInView[], positions?: ReadonlyMap<string, number>): Statement[] {
  const events = views.flatMap((view) =>
    view.events.map((event) => ({
      event_id: event.id,
      case_id: event.caseId,
      type: event.type,
      occurred_at: event.occurredAt,
      envelope: event,
      position: positions?.get(event.id),
    })),
  );
  const store: Statement = {
    name: 'casefile-store',
    text: storeStatement,
    values: [
      JSON.stringify(events),
      JSON.stringify(views.flatMap((view) => view.feed)),
      JSON.stringify(views.map(summaryRow)),
      JSON.stringify(views.flatMap(partRows)),
      JSON.stringify(views.flatMap(partyRows)),
    ],
  };
  const gone = views.flatMap(partsGone);
  return gone.length > 0 ? [store, unlisting(gone)] : [store];
}

/** One statement for all that a bag of events changes in the read side. */
const storeStatement = `
  with told as (
    select event_id, coalesce(position, nextval('casefile.feed_position')) as position, case_id, type, occurred_at, envelope
    from (
      select * from rows from (jsonb_to_recordset($1::jsonb) as
        (event_id uuid, case_id uuid, type text, occurred_at timestamptz, envelope jsonb, position bigint))
      with ordinality as told (event_id, case_id, type, occurred_at, envelope, position, nth) order by nth
    ) in_order
  ), events as (
    insert into casefile.chain_event (event_id, position, case_id, type, occurred_at, envelope)
    select event_id, position, case_id, type, occurred_at, envelope from told
  ), feed as (
    insert into casefile.feed (kind, organisation, position, event_id, case_id)
    select reader.kind, reader.organisation, told.position, told.event_id, told.case_id
    from jsonb_to_recordset($2::jsonb) as reader (event uuid, kind text, organisation text)
    join told on told.event_id = reader.event
  ), summary as (
    insert into casefile.summary (case_id, number, opened_at, municipality, category)
    select case_id, number, opened_at, municipality, category from jsonb_to_recordset($3::jsonb) as summary
      (case_id uuid, number text, opened_at timestamptz, municipality text, category text)
    on conflict (case_id) do update set municipality = excluded.municipality, category = excluded.category
    where (casefile.summary.municipality, casefile.summary.category)
      is distinct from (excluded.municipality, excluded.category)
  ), parts as (
    insert into casefile.part (case_id, kind, id, reader, organisation, state, party, opened_at)
    select case_id, kind, id, reader, organisation, state, party, opened_at from jsonb_to_recordset($4::jsonb) as part
      (case_id uuid, kind text, id uuid, reader text, organisation text, state text, party uuid, opened_at timestamptz)
    on conflict (case_id, kind, id, reader, organisation) do update set state = excluded.state, party = excluded.party
  )
  insert into casefile.party (case_id, kind, organisation, opened_at, municipality, category)
  select case_id, kind, organisation, opened_at, municipality, category from jsonb_to_recordset($5::jsonb) as party
    (case_id uuid, kind text, organisation text, opened_at timestamptz, municipality text, category text)
  on conflict (case_id, kind, organisation)
    do update set municipality = excluded.municipality, category = excluded.category`;

const unlisting = (gone: readonly object[]): Statement => ({
  name: 'casefile-unlist',
  text: `delete from casefile.part part using jsonb_to_recordset($1::jsonb) as gone
           (case_id uuid, kind text, id uuid, reader text, organisation text)
         where part.case_id = gone.case_id and part.kind = gone.kind and part.id = gone.id
           and part.reader = gone.reader and part.organisation = gone.organisation`,
  values: [JSON.stringify(gone)],
});

/** In the order in which they were made: the newest counts. */
async function readCorrected(client: Client, views: readonly CaseInView[]): Promise<void> {
  const wrong = views.flatMap((view) => view.corrections.map(({ data }) => data.event));
  if (wrong.length === 0) return;
  const { rows } = await client.query<{ event_id: string; envelope: EventInView }>({
    name: 'casefile-corrected',
    text: 'select event_id, envelope from casefile.chain_event where event_id = any ($1)',
    values: [wrong],
  });
  const stored = new Map(rows.map((row) => [row.event_id, row.envelope]));
  for (const view of views) {
    for (const correction of view.corrections) {
      const { event } = correction.data;
      const known = view.righted.get(event) ?? stored.get(event);
      if (known) view.righted.set(event, corrected(known, correction));
    }
  }
}

const correcting = (view: CaseInView): Statement[] =>
  [...view.righted].map(([id, event]) => ({
    name: 'casefile-correct',
    text: 'update casefile.chain_event set occurred_at = $2, envelope = $3 where event_id = $1',
    values: [id, event.occurredAt, event],
  }));

const pictureOf = (view: CaseInView): Picture => view.record.state as Picture;

const summaryRow = (view: CaseInView): object => ({
  case_id: view.record.caseId,
  number: view.record.caseNumber,
  opened_at: pictureOf(view).openedAt,
  municipality: pictureOf(view).municipality,
  category: pictureOf(view).category,
});

const ofCase =
  (view: CaseInView) =>
  (row: object): object => ({ case_id: view.record.caseId, ...row });

const partRows = (view: CaseInView): object[] =>
  listedAnew(view.listedBefore.parts, listingOf(pictureOf(view)).parts).map(ofCase(view));

const partsGone = (view: CaseInView): object[] =>
  listedNoMore(view.listedBefore.parts, listingOf(pictureOf(view)).parts).map(ofCase(view));

const partyRows = (view: CaseInView): object[] =>
  listedAnew(view.listedBefore.cases, listingOf(pictureOf(view)).cases).map(ofCase(view));
