import Type from 'typebox';
import { Code, Id, Moment, data, optional } from './shapes.js';

/** A wrong entry is corrected by a new event that names it; the history keeps both. */
export const correctionEvents = {
  'event.corrected': {
    data: data({
      /** The event that was wrong, and its type. */
      event: Id,
      type: Code,
      /** When it really happened. */
      occurredAt: Moment,
      /** What it should have said: of the shape that the catalogue has for its type. */
      data: Type.Record(Type.String(), Type.Unknown()),
      /** The correction that this one follows from, where a person corrected another event. */
      because: optional(Id),
    }),
    addressedTo: [],
    /** Seen by whom the corrected event is seen. */
    seenBy: [],
  },
} as const;
