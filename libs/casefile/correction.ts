import type { ChainEvent, EventOf, Instant } from '../contract/index.js';

/** What was recorded first of an event that was corrected, and the newest correction of it. */
export interface Original {
  occurredAt: Instant;
  data: object;
  by: string;
}

/** An event as the case file shows it: with its right time and contents, and what was recorded first. */
export type EventInView = ChainEvent & { corrected?: Original };

export function corrected(event: EventInView, { id, data }: EventOf<'event.corrected'>): EventInView {
  const { occurredAt, data: contents } = event.corrected ?? event;
  const right = { occurredAt: data.occurredAt, data: data.data };
  return { ...event, ...right, corrected: { occurredAt, data: contents, by: id } } as EventInView;
}
