import { partyKindOfRole, roles, type Instant, type PartyKind, type Producer, type Role } from '../contract/index.js';
import type { CaseContext } from '../platform/casework/case-context.js';
import type { RetentionStage } from '../platform/casework/retained.js';
import type { Client } from '../platform/persistence/transaction.js';
import { addDays, localDate, startOfDay } from '../platform/terms/index.js';
import { destroyCases } from './destruction.store.js';
import type { Hands } from './hands.store.js';
import { heldCases, whileNobodyHolds } from './holds.store.js';
import { dueCases, noteLookedAt, standingsOf, type DueCase, type LookedAt, type Standing } from './keeping.store.js';
import { followers, rules, type Follower, type RetentionRule } from './rules.js';
import { leastFar, nextLook, notBack, processedIn, readersAt, readersOfAll, stageOf } from './stage.js';

type Parts = Pick<CaseContext<unknown>, 'name' | 'parts'>;

/** What the job needs to know of the contexts. */
export interface Kept {
  contexts: readonly Parts[];
  /** Who the people of these cases are; answers how many were destroyed. */
  destroyIdentities: (client: Client, caseIds: readonly string[]) => Promise<number>;
}

/** How many cases came to each stage, per context. */
export type Counts = Partial<Record<Producer, Partial<Record<RetentionStage | 'people', number>>>>;

/** In which context each role reads. */
const contextOf: Record<PartyKind, Producer> = {
  employer: 'employer',
  police: 'police',
  om: 'prosecution',
  halt: 'halt',
  recovery: 'recovery',
};

const rolesIn = (context: Producer): Role[] =>
  roles.filter((role) => {
    const kind = partyKindOfRole[role];
    return kind !== undefined && contextOf[kind] === context;
  });

/** One round over all that is due: first by the periods of each agency, then what follows from them. */
export async function keepToPeriods(hands: Hands, kept: Kept, now: Instant): Promise<Counts> {
  const counts: Counts = {};
  for (const rule of rules) {
    const parts = kept.contexts.find(({ name }) => name === rule.context);
    if (!parts) throw new Error(`there is a period for ${rule.context}, which nobody knows`);
    await inBatches(hands, rule.context, now, counts, async (due) => due.map((one) => lookAt(rule, parts, one, now)), {
      owner: rule.owner,
      ground: rule.sources.destroyed?.source ?? 'retention',
    });
  }
  for (const { context, owner, source: ground } of followers) {
    const look = (due: readonly DueCase[]): Promise<LookedAt[]> => follow(hands, due, now);
    const also = context === 'vault' ? kept.destroyIdentities : undefined;
    await inBatches(hands, context, now, counts, look, { owner, ground }, also);
  }
  return counts;
}

async function inBatches(
  hands: Hands,
  context: Producer,
  now: Instant,
  counts: Counts,
  look: (due: readonly DueCase[]) => Promise<LookedAt[]>,
  telling: Pick<Follower, 'owner'> & { ground: string },
  also?: Kept['destroyIdentities'],
): Promise<void> {
  for (let left = true; left;) {
    left = await hands.work(context, async (client) => {
      await whileNobodyHolds(client);
      const held = await hands.work('casefile', heldCases);
      const due = await dueCases(client, context, now, held);
      if (due.length === 0) return false;
      const found = await look(due);
      const changed = found.filter(({ stage }, index) => stage !== due[index]?.stage);
      const destroyed = changed.filter(({ stage }) => stage === 'destroyed').map(({ caseId }) => caseId);
      await noteLookedAt(client, context, found);
      if (destroyed.length > 0) await destroyCases(client, { context, caseIds: destroyed, now, ...telling });
      const people = destroyed.length > 0 ? await also?.(client, destroyed) : undefined;
      count(counts, context, changed, people);
      return true;
    });
  }
}

function count(counts: Counts, context: Producer, changed: readonly LookedAt[], people = 0): void {
  const ofContext = (counts[context] ??= {});
  for (const { stage } of changed) ofContext[stage] = (ofContext[stage] ?? 0) + 1;
  if (people > 0) ofContext.people = (ofContext.people ?? 0) + people;
}

const tomorrow = (now: Instant): Instant => startOfDay(addDays(localDate(now), 1));

function lookAt(rule: RetentionRule, { parts }: Parts, due: DueCase, now: Instant): LookedAt {
  const { caseId, firstProcessedAt } = due;
  const processed = processedIn(rule, parts(due.state), due);
  if (!processed) {
    // Nothing was recorded here yet.
    return {
      caseId,
      firstProcessedAt,
      stage: due.stage,
      readers: null,
      nextAt: startOfDay(addDays(localDate(now), 30)),
    };
  }
  const stage = notBack(due.stage, stageOf(rule, processed, now));
  const day = stage === 'destroyed' ? undefined : (nextLook(rule, processed, now) ?? localDate(tomorrow(now)));
  const nextAt = day === undefined ? undefined : startOfDay(day);
  return { caseId, firstProcessedAt, stage, readers: readersAt(rule, stage), nextAt };
}

/** What is kept for all goes as far as those who may use it longest. */
async function follow(hands: Hands, due: readonly DueCase[], now: Instant): Promise<LookedAt[]> {
  const caseIds = due.map(({ caseId }) => caseId);
  const standings: (Standing & { context: Producer })[] = [];
  for (const { context } of rules) {
    const found = await hands.work(context, (client) => standingsOf(client, context, caseIds));
    standings.push(...found.map((one) => ({ ...one, context })));
  }
  return due.map(({ caseId, firstProcessedAt, stage: before }) => {
    const others = standings.filter((one) => one.caseId === caseId);
    const stage = notBack(before, leastFar(others.map((one) => one.stage)));
    const each = others.map(({ context, readers }) => ({ roles: rolesIn(context), readers: readers as Role[] | null }));
    const next = others.flatMap((one) => (one.nextAt !== undefined && one.nextAt > now ? [one.nextAt] : [])).sort()[0];
    const nextAt = stage === 'destroyed' ? undefined : (next ?? tomorrow(now));
    return { caseId, firstProcessedAt, stage, readers: readersOfAll(each), nextAt };
  });
}
