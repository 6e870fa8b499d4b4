import type { EventOf, EventType, Instant } from '../../contract/index.js';
import type { LetterHandler } from '../messaging/inbox.js';
import type { CaseContext, DraftEvent, ReactionContext } from './case-context.js';
import { storeWork } from './case-store.js';
import { carryOut, identifierFrom, newParts, takeInHand, type CaseWork } from './case-work.js';

interface Reaction<State> extends CaseWork<State> {
  now: Instant;
}

type React<State> = (state: State, event: EventOf<EventType>, context: ReactionContext) => DraftEvent[];

/** Lets a context react to the events of others: the same way in as a command has, but nothing is ever refused. */
export function reactionHandler<State>(
  context: CaseContext<State>,
  schema: string,
  onStored: () => void,
): LetterHandler<Reaction<State>> {
  return {
    begin: (record, now) => ({ ...takeInHand(context, record), now }),

    handle(work, { event }) {
      const react = context.reactions[event.type] as React<State> | undefined;
      if (!react) return;
      const { occurredAt } = event;
      const drafts = react(work.state, event, { now: work.now, occurredAt, newId: identifierFrom(event.id) });
      carryOut(context, work, work.state, drafts, { occurredAt, recordedAt: work.now });
      work.entries.push({
        id: event.id,
        caseId: event.caseId,
        partId: null,
        command: null,
        event,
        input: null,
        actor: null,
        occurredAt,
        recordedAt: work.now,
      });
    },

    async store(client, works) {
      const parts = works.flatMap((work) =>
        newParts(context, work).map((part) => ({ ...part, caseId: work.record.caseId })),
      );
      await storeWork(
        client,
        schema,
        works.flatMap((work) => work.entries),
        works.flatMap((work) => work.letters),
        parts,
      );
    },

    stored(works) {
      if (works.some((work) => work.letters.length > 0)) onStored();
    },
  };
}
