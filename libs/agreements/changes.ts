import type { EventType, Instant } from '../contract/index.js';
import type { ClockRow } from './clock-row.js';
import type { Outcome } from './clock.js';

type AgreementEvent = Extract<EventType, `agreement.${string}`>;

export interface Told {
  type: AgreementEvent;
  occurredAt: Instant;
}

/**
 * What is told of a clock that stands differently than when it was last told of, each dated where it belongs.
 * `before` is absent for a round that is new.
 */
export function toldOf(row: ClockRow, before: Outcome | undefined, now: Instant): Told[] {
  const { clock, outcome } = row;
  if (before === outcome) return [];
  const told: Told[] = [];
  if (before === undefined && clock.kept === undefined)
    told.push({ type: 'agreement.started', occurredAt: clock.startedAt });
  if (before === 'breached' && outcome !== 'met_late' && outcome !== 'waived') {
    told.push({ type: 'agreement.breach-withdrawn', occurredAt: now });
  }
  const change = changeTo(row, now);
  return change ? [...told, change] : told;
}

function changeTo({ clock, outcome }: ClockRow, now: Instant): Told | undefined {
  switch (outcome) {
    case 'running':
      return undefined;
    case 'due_soon':
      return { type: 'agreement.due-soon', occurredAt: clock.dueSoonAt ?? now };
    case 'breached':
      return { type: 'agreement.breached', occurredAt: clock.kept === false ? clock.startedAt : (clock.endsAt ?? now) };
    case 'met':
      return { type: 'agreement.met', occurredAt: clock.ending?.at ?? clock.startedAt };
    case 'met_late':
      return { type: 'agreement.met-late', occurredAt: clock.ending?.at ?? now };
    case 'waived':
      return { type: 'agreement.waived', occurredAt: clock.ending?.at ?? now };
    case 'lapsed':
      return { type: 'agreement.lapsed', occurredAt: clock.ending?.at ?? now };
  }
}
