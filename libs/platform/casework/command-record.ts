import type { ChainEvent, Instant, Role } from '../../contract/index.js';
import type { Directory } from '../access/directory.js';
import { identifierFrom, newIdentifier } from '../identifiers/identifiers.js';
import type { CaseContext, CommandContext, Person } from './case-context.js';
import type { CaseWork, Grounds } from './case-work.js';
import type { GuardKey } from '../shielding/guard-key.js';
import { apart, hashOf, type Order } from './order.js';
import type { CommandAnswer } from './outcome.js';
import { asActor } from './standing.js';
import { stated } from './stated.js';

/** A command's context, with what the journal keeps of it. */
export interface Circumstances extends CommandContext {
  entryId: string;
  grounds: Grounds;
}

interface Given {
  now: Instant;
  occurredAt: Instant;
  /** The people whom the command names. */
  persons: readonly string[];
  /** A new number for a person who reports under number, where the command may give one. */
  number?: string;
}

/** Looks up all that a decision may know besides the state and the command. */
export async function circumstancesOf(
  directory: Directory,
  person: Person,
  role: Role,
  { now, occurredAt, persons, number }: Given,
): Promise<Circumstances> {
  const sector = (await directory.organisation(person.organisation))?.sector ?? undefined;
  const named = await peopleNamed(directory, persons);
  const entryId = newIdentifier();
  const { roles, designatedForHalt } = person;
  return {
    actor: asActor(person, role),
    now,
    occurredAt,
    organisation: { code: person.organisation, sector },
    newId: identifierFrom(entryId),
    person: (id) => named.find((one) => one.id === id),
    entryId,
    ...(number === undefined ? {} : { number }),
    grounds: stated({ roles, designatedForHalt, sector, number, persons: named.length > 0 ? named : undefined }),
  };
}

async function peopleNamed(directory: Directory, ids: readonly string[]): Promise<Person[]> {
  const named: Person[] = [];
  for (const id of ids) {
    const found = await directory.person(id);
    if (found) named.push(found);
  }
  return named;
}

/** Enters a command that was carried out in the journal, and answers it. */
export function record<State>(
  context: CaseContext<State>,
  work: CaseWork<State>,
  order: Order,
  circumstances: Circumstances,
  events: readonly ChainEvent[],
  key: GuardKey,
): CommandAnswer {
  const { entryId, now, occurredAt, actor, grounds } = circumstances;
  const answer = answerTo(context, work, order, circumstances, events);
  work.entries.push({
    id: entryId,
    caseId: work.record.caseId,
    partId: answer.part.id,
    command: order.route.command,
    event: null,
    input: apart(order).kept,
    actor,
    occurredAt,
    recordedAt: now,
    idempotencyKey: order.idempotencyKey,
    // Only asked for by its key.
    bodyHash: order.idempotencyKey === undefined ? undefined : hashOf(key, order),
    answer,
    grounds,
    ...(order.request === undefined ? {} : { request: order.request }),
  });
  return answer;
}

function answerTo<State>(
  context: CaseContext<State>,
  { state, record: { caseId, caseNumber, version } }: CaseWork<State>,
  { route, part: addressed }: Order,
  { entryId, now, occurredAt }: Circumstances,
  events: readonly ChainEvent[],
): CommandAnswer {
  const part = context.parts(state).find((one) => one.kind === route.part && (!addressed || one.id === addressed));
  return {
    id: entryId,
    command: route.command,
    part: { kind: route.part, id: part?.id ?? addressed, state: part?.state ?? null },
    caseId,
    caseNumber,
    version,
    occurredAt,
    recordedAt: now,
    events: events.map(({ id, type }) => ({ id, type })),
    created: context.references?.(state) ?? {},
  };
}
