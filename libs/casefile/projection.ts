import type { ChainEvent, EventOf, Instant } from '../contract/index.js';
import type { CaseRecord } from '../platform/messaging/case-record.js';
import type { LetterHandler } from '../platform/messaging/inbox.js';
import { oneWriter, readCorrected, righting, storing } from './case-file.store.js';
import { corrected, type EventInView } from './correction.js';
import { listingOf, type Listing } from './listing.js';
import { blankPicture, draw, type Picture } from './picture.js';
import { liaisonToldOf, maySee } from './visibility.js';

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
    return views.length === 0 ? [] : [oneWriter, ...storing(views), ...views.flatMap(righting)];
  },
};
