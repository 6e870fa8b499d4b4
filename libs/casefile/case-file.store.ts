import { producers } from '../contract/index.js';
import type { Client, Statement } from '../platform/persistence/database.js';
import { corrected, type EventInView } from './correction.js';
import { listedAnew, listedNoMore, listingOf } from './listing.js';
import type { Picture } from './picture.js';
import type { CaseInView } from './projection.js';

/**
 * Positions are given out in the order of commit: who reads the feed up to a position has seen all before it.
 * So one transaction at a time takes positions, until it is committed.
 */
export const oneWriter: Statement = {
  name: 'casefile-one-writer',
  text: `select pg_advisory_xact_lock(hashtext('casefile.feed'))`,
};

export const oneWriterAtATime = (client: Client): Promise<unknown> => client.query(oneWriter);

/** Stores what letters changed in the read side: for a bag of them, one statement and seldom another. */
export function storing(views: readonly CaseInView[]): Statement[] {
  const events = views.flatMap((view) => view.events);
  const store: Statement = {
    name: 'casefile-store',
    text: storeAsGiven,
    values: [...valuesOf(views, events), JSON.stringify(events.map(toRow))],
  };
  const gone = views.flatMap(partsGone);
  return gone.length > 0 ? [store, unlisting(gone)] : [store];
}

/**
 * Stores cases of which nothing is stored. The events are copied from where they were sent, without a detour through
 * this process; those that have a position keep it.
 */
export async function storeAnew(
  client: Client,
  views: readonly CaseInView[],
  positions: ReadonlyMap<string, number>,
): Promise<void> {
  const events = views.flatMap((view) => view.events);
  const ids = events.map(({ id }) => id);
  const store: Statement = {
    name: 'casefile-store-anew',
    text: storeAsSent,
    values: [
      ...valuesOf(views, events),
      ids,
      ids.map((id) => positions.get(id) ?? null),
      views.map((view) => view.record.caseId),
    ],
  };
  // Known events keep their places; places of new ones are given out in the order of commit: others wait for it.
  const isAnyNew = ids.some((id) => !positions.has(id));
  await Promise.all([isAnyNew ? oneWriterAtATime(client) : undefined, client.query(store)]);
  await storeCorrected(
    client,
    events.filter((event) => event.corrected),
  );
}

/** Events in their order, those without a position given the next ones. */
const inOrder = (told: string): string => `
  select nth, event_id, coalesce(position, nextval('casefile.feed_position')) as position, case_id, type, occurred_at, envelope
  from (${told} order by nth) in_order`;

const asGiven = inOrder(`
  select nth, event_id, null::bigint as position, case_id, type, occurred_at, envelope
  from rows from (jsonb_to_recordset($8::jsonb) as
    (event_id uuid, case_id uuid, type text, occurred_at timestamptz, envelope jsonb))
  with ordinality as told (event_id, case_id, type, occurred_at, envelope, nth)`);

const sent = producers
  .map((producer) => `select id, case_id, envelope from ${producer}.event where case_id = any ($10::uuid[])`)
  .join(' union all ');

const asSent = inOrder(`
  select nth, event_id, told.position, sent.case_id, sent.envelope ->> 'type' as type,
         (sent.envelope ->> 'occurredAt')::timestamptz as occurred_at, sent.envelope
  from unnest($8::uuid[], $9::bigint[]) with ordinality as told (event_id, position, nth)
    join (${sent}) sent on sent.id = told.event_id`);

/** All that events change in the read side: `$1` and `$2` say which of them is for which of the readers `$3` and `$4`. */
const storeTold = (told: string): string => `
  with told as (${told}), events as (
    insert into casefile.chain_event (event_id, position, case_id, type, occurred_at, envelope)
    select event_id, position, case_id, type, occurred_at, envelope from told
  ), feed as (
    insert into casefile.feed (kind, organisation, position, event_id, case_id)
    select reader.kind, reader.organisation, told.position, told.event_id, told.case_id
    from unnest($1::integer[], $2::integer[]) as shown (nth, reader)
      join told on told.nth = shown.nth
      join unnest($3::text[], $4::text[]) with ordinality as reader (kind, organisation, nth) on reader.nth = shown.reader
  ), summary as (
    insert into casefile.summary (case_id, number, opened_at, municipality, category)
    select case_id, number, opened_at, municipality, category from jsonb_to_recordset($5::jsonb) as summary
      (case_id uuid, number text, opened_at timestamptz, municipality text, category text)
    on conflict (case_id) do update set municipality = excluded.municipality, category = excluded.category
    where (casefile.summary.municipality, casefile.summary.category)
      is distinct from (excluded.municipality, excluded.category)
  ), parts as (
    insert into casefile.part (case_id, kind, id, reader, organisation, state, party, opened_at)
    select case_id, kind, id, reader, organisation, state, party, opened_at from jsonb_to_recordset($6::jsonb) as part
      (case_id uuid, kind text, id uuid, reader text, organisation text, state text, party uuid, opened_at timestamptz)
    on conflict (case_id, kind, id, reader, organisation) do update set state = excluded.state, party = excluded.party
  )
  insert into casefile.party (case_id, kind, organisation, opened_at, municipality, category)
  select case_id, kind, organisation, opened_at, municipality, category from jsonb_to_recordset($7::jsonb) as party
    (case_id uuid, kind text, organisation text, opened_at timestamptz, municipality text, category text)
  on conflict (case_id, kind, organisation)
    do update set municipality = excluded.municipality, category = excluded.category`;

const storeAsGiven = storeTold(asGiven);
const storeAsSent = storeTold(asSent);

function valuesOf(views: readonly CaseInView[], events: readonly EventInView[]): unknown[] {
  const places = new Map(events.map(({ id }, index) => [id, index + 1]));
  const readers = new Map<string, { nth: number; kind: string; organisation: string }>();
  const shown: { event: number | undefined; reader: number }[] = [];
  for (const { event, kind, organisation } of views.flatMap((view) => view.feed)) {
    const key = `${kind} ${organisation}`;
    const reader = readers.get(key) ?? { nth: readers.size + 1, kind, organisation };
    readers.set(key, reader);
    shown.push({ event: places.get(event), reader: reader.nth });
  }
  const known = [...readers.values()];
  return [
    shown.map(({ event }) => event),
    shown.map(({ reader }) => reader),
    known.map(({ kind }) => kind),
    known.map(({ organisation }) => organisation),
    JSON.stringify(views.map(summaryRow)),
    JSON.stringify(views.flatMap(partRows)),
    JSON.stringify(views.flatMap(partyRows)),
  ];
}

const toRow = (event: EventInView): object => ({
  event_id: event.id,
  case_id: event.caseId,
  type: event.type,
  occurred_at: event.occurredAt,
  envelope: event,
});

/** Events that were stored as they were sent, and were corrected since. */
async function storeCorrected(client: Client, events: readonly EventInView[]): Promise<void> {
  if (events.length === 0) return;
  await client.query({
    name: 'casefile-store-corrected',
    text: `update casefile.chain_event event set occurred_at = corrected.occurred_at, envelope = corrected.envelope
           from jsonb_to_recordset($1::jsonb) as corrected (event_id uuid, occurred_at timestamptz, envelope jsonb)
           where event.event_id = corrected.event_id`,
    values: [JSON.stringify(events.map(toRow))],
  });
}

const unlisting = (gone: readonly object[]): Statement => ({
  name: 'casefile-unlist',
  text: `delete from casefile.part part using jsonb_to_recordset($1::jsonb) as gone
           (case_id uuid, kind text, id uuid, reader text, organisation text)
         where part.case_id = gone.case_id and part.kind = gone.kind and part.id = gone.id
           and part.reader = gone.reader and part.organisation = gone.organisation`,
  values: [JSON.stringify(gone)],
});

/** Reads the events that were stored before and are corrected now; of several corrections the newest counts. */
export async function readCorrected(client: Client, views: readonly CaseInView[]): Promise<void> {
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

export const righting = (view: CaseInView): Statement[] =>
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
