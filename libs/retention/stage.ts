import type { Instant, LocalDate, Role } from '../contract/index.js';
import { retentionStages, type Retention, type RetentionStage } from '../platform/casework/retained.js';
import { addDays, addMonths, localDate } from '../platform/terms/index.js';
import type { RetentionRule } from './rules.js';

/** From what the periods count. */
export interface Processed {
  firstProcessedAt: Instant;
  lastProcessedAt: Instant;
  /** Whether every part of the case has come to its end here. */
  hasEnded: boolean;
}

/** What has not ended is looked at again after this time. */
const lookAgainAfterDays = 30;

const later = retentionStages.slice(1) as Exclude<RetentionStage, 'in_use'>[];

function countedFrom({ countsFrom }: RetentionRule, processed: Processed): Instant | undefined {
  if (countsFrom === 'first_processing') return processed.firstProcessedAt;
  return countsFrom === 'end' && !processed.hasEnded ? undefined : processed.lastProcessedAt;
}

/** The first day of each stage, as far as that is known already. */
export function datesOf(rule: RetentionRule, processed: Processed): Partial<Record<RetentionStage, LocalDate>> {
  const from = countedFrom(rule, processed);
  if (from === undefined) return {};
  const day = localDate(from);
  return Object.fromEntries(
    later.flatMap((stage) => {
      const months = rule.months[stage];
      return months === undefined ? [] : [[stage, addMonths(day, months)]];
    }),
  );
}

/** How far the case is at this moment, reckoned in days of Europe/Amsterdam. */
export function stageOf(rule: RetentionRule, processed: Processed, now: Instant): RetentionStage {
  const dates = datesOf(rule, processed);
  const today = localDate(now);
  return [...later].reverse().find((stage) => (dates[stage] ?? '9999') <= today) ?? 'in_use';
}

/** On which day the stage can change next; undefined when it never will. */
export function nextLook(rule: RetentionRule, processed: Processed, now: Instant): LocalDate | undefined {
  if (stageOf(rule, processed, now) === 'destroyed') return undefined;
  const today = localDate(now);
  const dates = Object.values(datesOf(rule, processed)).filter((day) => day > today);
  return dates.sort()[0] ?? addDays(today, lookAgainAfterDays);
}

const order = (stage: RetentionStage): number => retentionStages.indexOf(stage);

/** What was removed does not come back; what was limited does, when the case goes on. */
export const notBack = (before: RetentionStage, after: RetentionStage): RetentionStage =>
  order(before) >= order('removed') && order(after) < order(before) ? before : after;

/** The roles that still read at this stage; null: all whom the policy lets. */
export function readersAt(
  { limitedTo }: Pick<RetentionRule, 'limitedTo'>,
  stage: RetentionStage,
): Retention['readers'] {
  if (stage === 'in_use') return null;
  return stage === 'limited' ? limitedTo : [];
}

/** How far a context is that follows these others: as far as the one that is least far. */
export const leastFar = (stages: readonly RetentionStage[]): RetentionStage =>
  retentionStages[Math.min(...stages.map(order))] ?? 'in_use';

/** Who still reads what all share: in each role whoever still reads at the context of that role. */
export function readersOfAll(
  each: readonly { roles: readonly Role[]; readers: Retention['readers'] }[],
): Retention['readers'] {
  if (each.every(({ readers }) => readers === null)) return null;
  return each.flatMap(({ roles, readers }) =>
    readers === null ? roles : roles.filter((role) => readers.includes(role)),
  );
}

/** What the periods count from, of a case with these parts; undefined where nothing was recorded of it. */
export function processedIn(
  { endStates = [] }: RetentionRule,
  parts: readonly { state: string | null }[],
  {
    firstProcessedAt,
    lastProcessedAt,
  }: { firstProcessedAt?: Instant | undefined; lastProcessedAt?: Instant | undefined },
): Processed | undefined {
  if (firstProcessedAt === undefined || lastProcessedAt === undefined) return undefined;
  const hasEnded = parts.every(({ state }) => state === null || endStates.includes(state));
  return { firstProcessedAt, lastProcessedAt, hasEnded };
}
