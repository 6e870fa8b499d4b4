import type { ChainEvent, EventOf, EventType, Instant } from '../../contract/index.js';
import type { LetterHandler } from '../messaging/inbox.js';
import type { DraftEvent, ReactionContext } from './case-context.js';
import { storeWork } from './case-store.js';
import { carryOut, identifierFrom, newParts, takeInHand, type CaseWork, type Entry } from './case-work.js';
import { follow } from './corrections/follow-correction.js';
import { journalOf } from './corrections/journal.js';
import { pastOf, type Past } from './corrections/journal-store.js';
import type { Rules } from './corrections/replay.js';

interface Reaction<State> extends CaseWork<State> {
  now: Instant;
  /** What was recorded before, where a correction asks for it. */
  past?: Past;
  notFollowed: { event: ChainEvent; why: string }[];
}

type React<State> = (state: State, event: EventOf<EventType>, context: ReactionContext) => DraftEvent[];

/** Lets a context react to the events of others: the same way in as a command has, but nothing is ever refused. */
export function reactionHandler<State>(
  rules: Rules<State>,
  schema: string,
  onStored: () => void,
  onNotFollowed: (event: ChainEvent, why: string) => void,
): LetterHandler<Reaction<State>> {
  const { context } = rules;
  return {
    begin: (record, now) => ({ ...takeInHand(context, record), now, notFollowed: [] }),

    async prepare(client, toCome) {
      const correcting = toCome.filter(({ letters }) => letters.some(({ event }) => event.type === 'event.corrected'));
      const caseIds = correcting.map(({ work }) => work.record.caseId);
      const past = await pastOf(client, schema, caseIds);
      for (const { work } of correcting) work.past = past.get(work.record.caseId);
    },

    handle(work, { event }) {
      if (event.type === 'event.corrected') handleCorrection(rules, work, event);
      else handleEvent(rules, work, event);
    },

    async store(client, works) {
      const entries = works.flatMap((work) => work.entries);
      const letters = works.flatMap((work) => work.letters);
      const parts = works.flatMap((work) =>
        newParts(context, work).map((part) => ({ ...part, caseId: work.record.caseId })),
      );
      await storeWork(client, schema, entries, letters, parts);
    },

    stored(works) {
      if (works.some((work) => work.letters.length > 0)) onStored();
      for (const { event, why } of works.flatMap(({ notFollowed }) => notFollowed)) onNotFollowed(event, why);
    },
  };
}

function handleEvent<State>({ context }: Rules<State>, work: Reaction<State>, event: ChainEvent): void {
  const react = context.reactions[event.type] as React<State> | undefined;
  if (!react) return;
  const { occurredAt } = event;
  const drafts = react(work.state, event, { now: work.now, occurredAt, newId: identifierFrom(event.id) });
  const events = carryOut(context, work, work.state, drafts, { occurredAt, recordedAt: work.now });
  work.entries.push(entryFor(event, work.now, events));
}

function handleCorrection<State>(rules: Rules<State>, work: Reaction<State>, event: EventOf<'event.corrected'>): void {
  const { entries = [], events = [] } = work.past ?? {};
  const journal = journalOf([...entries, ...work.entries], [...events, ...work.letters.map((letter) => letter.event)]);
  const followed = follow(rules, work, journal, event, work.now);
  if (!followed) return;
  const { grounds } = followed;
  if (grounds.notFollowed !== undefined) work.notFollowed.push({ event, why: grounds.notFollowed });
  work.entries.push({ ...entryFor(event, work.now, followed.events), grounds });
}

const entryFor = (event: ChainEvent, now: Instant, made: readonly { id: string; type: string }[]): Entry => ({
  id: event.id,
  caseId: event.caseId,
  partId: null,
  command: null,
  event,
  input: null,
  actor: null,
  occurredAt: event.occurredAt,
  recordedAt: now,
  ...(made.length > 0 ? { answer: { events: made.map(({ id, type }) => ({ id, type })) } } : {}),
});
