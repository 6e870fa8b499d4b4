import type { Role } from '../../contract/index.js';
import { conflict, Refusal } from './refusal.js';

/** Until when a context may use a case, in stages (Wpg 8, 14; the periods are in libs/retention). */
export const retentionStages = ['in_use', 'limited', 'removed', 'destroyed'] as const;
export type RetentionStage = (typeof retentionStages)[number];

/** How far a case is, as the daily job noted it. */
export interface Retention {
  stage: RetentionStage;
  /** The roles that may still read it; null: all whom the policy lets. */
  readers: readonly Role[] | null;
}

export const inFullUse: Retention = { stage: 'in_use', readers: null };

export const isRemoved = ({ stage }: Retention): boolean => stage === 'removed' || stage === 'destroyed';

export const mayStillRead = ({ readers }: Retention, role: Role): boolean => readers?.includes(role) ?? true;

/** Why this role does not read the part any more, though the policy would let it. */
export function endedFor(retention: Retention, role: Role): Refusal | undefined {
  if (isRemoved(retention)) {
    return new Refusal('not-found', 'removed', 'What was here was removed: the time for which it may be used is over.');
  }
  return mayStillRead(retention, role)
    ? undefined
    : new Refusal('forbidden', 'limited', 'After this time only some roles may still read this part.');
}

/** Nothing is done any more about what was removed. */
export const refuseRemoved = (retention: Retention): Refusal | undefined =>
  isRemoved(retention)
    ? conflict('removed', 'The case was removed: the time for which it may be used is over.')
    : undefined;
