import type { ChainEvent, EventOf, EventType, Instant } from '../../contract/index.js';
import type { LetterHandler } from '../messaging/inbox.js';
import type { Letter } from '../messaging/letter.js';
import type { Shield } from '../shielding/shield.js';
import type { DraftEvent, ReactionContext } from './case-context.js';
import { storing } from './case-store.js';
import {
  carryOut,
  identifierFrom,
  newParts,
  takeInHand,
  type CaseWork,
  type Entry,
  type Grounds,
} from './case-work.js';
import { follow } from './corrections/follow-correction.js';
import { journalOf } from './corrections/journal.js';
import { pastOf, type Past } from './corrections/journal-store.js';
import type { Alongside } from './command-shell.js';
import { followShielding, shieldingIn, type Watch } from './leaks.js';
import type { Client } from '../persistence/database.js';
import type { Rules } from './corrections/replay.js';

interface Reaction<State> extends CaseWork<State> {
  now: Instant;
  /** The events that were handled, whether they meant anything here or not. */
  heard: ChainEvent[];
  /** What was recorded before, where a correction asks for it. */
  past?: Past;
  notFollowed: { event: ChainEvent; why: string }[];
}

type React<State> = (state: State, event: EventOf<EventType>, context: ReactionContext) => DraftEvent[];

/** Lets a context react to the events of others: the same way in as a command has, but nothing is ever refused. */
export function reactionHandler<State>(
  rules: Rules<State>,
  schema: string,
  shield: Shield,
  onStored: (letters: readonly Letter[]) => void,
  onNotFollowed: (event: ChainEvent, why: string) => void,
  alongside?: Alongside<State>,
): LetterHandler<Reaction<State>> {
  const { context } = rules;
  return {
    begin: (record, now) => ({ ...takeInHand(context, record), now, heard: [], notFollowed: [] }),

    prepare: (client, toCome) => readPast(client, schema, toCome),

    handle(work, { event }) {
      work.heard.push(event);
      if (event.type === 'event.corrected') handleCorrection(rules, work, event);
      else handleEvent(rules, work, event);
    },

    async conclude(client, works) {
      for (const work of works) await followNews(client, { shield, context, schema }, work);
      await alongside?.onReaction(client, works);
    },

    store(works) {
      const entries = works.flatMap((work) => work.entries);
      const parts = works.flatMap((work) =>
        newParts(context, work).map((part) => ({ ...part, caseId: work.record.caseId })),
      );
      return storing(schema, entries, lettersOf(works), parts);
    },

    stored(works) {
      const letters = lettersOf(works);
      if (letters.length > 0) onStored(letters);
      for (const { event, why } of works.flatMap(({ notFollowed }) => notFollowed)) onNotFollowed(event, why);
    },
  };
}

const lettersOf = (works: readonly CaseWork<unknown>[]): Letter[] => works.flatMap(({ letters }) => letters);

/** Of the cases of which something was corrected: the journal is played again. */
async function readPast<State>(
  client: Client,
  schema: string,
  toCome: readonly { work: Reaction<State>; letters: readonly Letter[] }[],
): Promise<void> {
  const correcting = toCome.filter(({ letters }) => letters.some(({ event }) => event.type === 'event.corrected'));
  const caseIds = correcting.map(({ work }) => work.record.caseId);
  const past = await pastOf(client, schema, caseIds);
  for (const { work } of correcting) work.past = past.get(work.record.caseId);
}

/** Of the shielding of victims: told by others, or by this context itself. */
function followNews<State>(client: Client, watch: Watch<State>, work: Reaction<State>): Promise<void> {
  const made = work.letters.map(({ event }) => event);
  return followShielding(client, watch, work, shieldingIn([...work.heard, ...made]), work.now);
}

function handleEvent<State>({ context }: Rules<State>, work: Reaction<State>, event: ChainEvent): void {
  const react = context.reactions[event.type] as React<State> | undefined;
  if (!react) return;
  const { occurredAt } = event;
  const drafts = react(work.state, event, { now: work.now, occurredAt, newId: identifierFrom(event.id) });
  const events = carryOut(context, work, work.state, drafts, { occurredAt, recordedAt: work.now });
  work.entries.push(entryFor(event, work.now, events));
}

const destroyed: Grounds = { notFollowed: 'the case was destroyed when its time was over' };

function handleCorrection<State>(rules: Rules<State>, work: Reaction<State>, event: EventOf<'event.corrected'>): void {
  const { entries = [], events = [] } = work.past ?? {};
  const journal = journalOf([...entries, ...work.entries], [...events, ...work.letters.map((letter) => letter.event)]);
  // What was destroyed cannot be played again.
  const isDestroyed = work.record.retention?.stage === 'destroyed';
  const followed = isDestroyed ? { events: [], grounds: destroyed } : follow(rules, work, journal, event, work.now);
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
