import type { Instant } from '../../contract/index.js';
import type { CaseContext, Part, Person } from './case-context.js';
import type { CommandOutcome } from './outcome.js';
import { Refusal, conflict, invalid } from './refusal.js';
import { allowedCommands } from './standing.js';

export const notFound = (): CommandOutcome => ({
  kind: 'refused',
  refusal: new Refusal('not-found', 'not-found', 'There is no such part of a case, or it is not yours to know of.'),
});

export const mayNot = (command: string): CommandOutcome => ({
  kind: 'refused',
  refusal: new Refusal('forbidden', 'role', `None of your roles may give the command ${command} here.`),
});

/** A conflict tells the state of the part, and what this person can do with it instead. */
export function refused<State>(
  context: CaseContext<State>,
  state: State,
  part: Part | undefined,
  person: Person,
  refusal: Refusal,
): CommandOutcome {
  if (!part || refusal.kind !== 'conflict') return { kind: 'refused', refusal };
  return { kind: 'refused', refusal, state: part.state, allowed: allowedCommands(context, state, part, person) };
}

export const notInThisState = (part: Part): Refusal =>
  conflict('state', `The ${part.kind} is ${part.state ?? 'not there yet'}; this command cannot be given now.`);

export function timeFault(occurredAt: Instant, now: Instant, part: Part | undefined): Refusal | undefined {
  if (occurredAt > now) return invalid('/occurredAt', 'future', 'What is recorded must have happened already.');
  if (part && occurredAt < part.madeAt) {
    return invalid(
      '/occurredAt',
      'before-its-part',
      'Nothing can have happened before the part that it is about was made.',
    );
  }
  return undefined;
}
