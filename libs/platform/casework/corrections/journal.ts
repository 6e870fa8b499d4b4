import type { ChainEvent, EventType, Instant, PartKind } from '../../../contract/index.js';
import type { Actor, DraftEvent, Person } from '../case-context.js';
import type { Entry } from '../case-work.js';
import { stated } from '../stated.js';

/** An event as it was told: which, and about what. */
export interface Told {
  id: string;
  type: EventType;
  about: DraftEvent['about'];
  /** For a correction: the event that it corrects. */
  corrects?: string;
}

/** A command as it was given, with what was known of the people in it then. */
export interface GivenCommand {
  name: string;
  kind: PartKind;
  part: string;
  input: object;
  actor: Actor;
  sector?: string;
  number?: string;
  persons: readonly Person[];
}

/** One line of the journal, ready to be played again: a command, or an event of another context. */
export interface JournalEntry {
  id: string;
  command?: GivenCommand;
  heard?: ChainEvent;
  recordedAt: Instant;
  /** The events that it made, those included that a later correction added. */
  told: Told[];
  /** For a correction that was taken in: the entry that it corrects. */
  corrects?: string;
}

/** The entries of one case in their order, with the events of this context about it. */
export function journalOf(entries: readonly Entry[], events: readonly ChainEvent[]): JournalEntry[] {
  const known = new Map(events.map((event) => [event.id, toTold(event)]));
  const journal = entries.map((entry) => toJournal(entry, known));
  const byId = new Map(journal.map((entry) => [entry.id, entry]));
  for (const { grounds } of entries) {
    for (const [entry, added] of Object.entries(grounds?.added ?? {})) {
      byId.get(entry)?.told.push(...toldOf(added, known));
    }
  }
  return journal;
}

const toTold = (event: ChainEvent): Told => ({
  id: event.id,
  type: event.type,
  about: event.about,
  ...(event.type === 'event.corrected' ? { corrects: event.data.event } : {}),
});

const toldOf = (ids: readonly string[], known: ReadonlyMap<string, Told>): Told[] =>
  ids.flatMap((id) => known.get(id) ?? []);

function toJournal(entry: Entry, known: ReadonlyMap<string, Told>): JournalEntry {
  const command = givenIn(entry);
  const ids = entry.answer?.events.map(({ id }) => id) ?? [];
  return {
    id: entry.id,
    ...(command ? { command } : {}),
    ...(entry.event ? { heard: entry.event } : {}),
    recordedAt: entry.recordedAt,
    told: toldOf(ids, known),
    ...(entry.grounds?.corrects ? { corrects: entry.grounds.corrects } : {}),
  };
}

function givenIn({ command, input, actor, answer, grounds }: Entry): GivenCommand | undefined {
  if (command === null || input === null || actor === null || !answer?.part) return undefined;
  const { kind, id } = answer.part;
  const { sector, number } = grounds ?? {};
  const persons = grounds?.persons ?? [];
  return stated({ name: command, kind, part: id, input, actor, sector, number, persons });
}
