import { isDeepStrictEqual } from 'node:util';
import { faultsOf, type EventData } from '../../../contract/index.js';
import { draft, type DraftEvent } from '../case-context.js';
import type { Replayed, ReplayedEvent } from './replay.js';

/** What a correction makes of the history of a case. */
export interface Comparison {
  /** Events that were told with another time or other contents. */
  changed: ReplayedEvent[];
  /** Events that were not told, and follow from the right values. */
  added: ReplayedEvent[];
  /** Events that were told and would not have been. */
  vanished: ReplayedEvent[];
  /** Whether some part was in another state after some entry. */
  otherStates: boolean;
}

export function compare<State>(before: Replayed<State>, after: Replayed<State>): Comparison {
  const told = new Map(before.steps.flatMap(({ events }) => events.map((event) => [event.id, event])));
  const right = after.steps.flatMap(({ events }) => events);
  const ids = new Set(right.map(({ id }) => id));
  return {
    changed: right.filter((event) => differs(told.get(event.id), event)),
    added: right.filter(({ id }) => !told.has(id)),
    vanished: [...told.values()].filter(({ id }) => !ids.has(id)),
    otherStates: after.steps.some(({ states }, index) => !isDeepStrictEqual(states, before.steps[index]?.states)),
  };
}

const differs = (before: ReplayedEvent | undefined, after: ReplayedEvent): boolean =>
  before !== undefined && (before.occurredAt !== after.occurredAt || !isDeepStrictEqual(before.data, after.data));

/** The event that tells how another one really was. */
export function correctionOf(event: ReplayedEvent, id: string, because?: string): DraftEvent<'event.corrected'> {
  const { type, occurredAt, about } = event;
  const faults = faultsOf(type, event.data);
  if (faults.length > 0) throw new Error(`a correction made a ${type} that does not fit: ${faults.join('; ')}`);
  const data: EventData<'event.corrected'> = {
    event: event.id,
    type,
    occurredAt,
    data: event.data as Record<string, unknown>,
    ...(because === undefined ? {} : { because }),
  };
  return { ...draft('event.corrected', about, data), id };
}

/** An event that follows now, as if it had been told then. */
export const additionOf = ({ type, about, data, occurredAt }: ReplayedEvent, id: string): DraftEvent => ({
  type,
  about,
  data,
  occurredAt,
  id,
});
