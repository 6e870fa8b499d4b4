import { toInstant, type ChainEvent, type EventType, type Instant } from '../../../contract/index.js';
import { validateBody } from '../../http/validate-body.js';
import type { CommandBody } from '../../http/validation.js';
import type { CaseContext, CommandDefinition, DraftEvent, Part, ReactionContext } from '../case-context.js';
import { identifierFrom } from '../../identifiers/identifiers.js';
import { notInThisState, timeFault } from '../command-refusals.js';
import type { CommandRoute } from '../command-route.js';
import { invalid, isRefusal, type Refusal } from '../refusal.js';
import { isOpenIn } from '../standing.js';
import type { GivenCommand, JournalEntry } from './journal.js';
import { correctedInput, type Overlay, type Overlays } from './overlays.js';

/** One context's rules, and the forms of its commands. */
export interface Rules<State> {
  context: CaseContext<State>;
  routes: readonly CommandRoute[];
}

export interface CaseName {
  caseId: string;
  caseNumber: string;
}

/** An event that an entry makes when it is played again. */
export interface ReplayedEvent {
  /** Of the event as it was told; for one that was never told before, a key of its own. */
  id: string;
  told: boolean;
  entry: string;
  type: EventType;
  about: DraftEvent['about'];
  occurredAt: Instant;
  data: object;
}

/** What was after one entry. */
export interface ReplayedStep {
  entry: string;
  /** The state of each part. */
  states: Record<string, string | null>;
  events: ReplayedEvent[];
}

export interface Replayed<State> {
  state: State;
  steps: ReplayedStep[];
}

/** An entry that would be refused now. */
export class Halted {
  constructor(
    readonly entry: string,
    readonly refusal: Refusal,
  ) {}
}

/**
 * Plays the journal of a case again, entry by entry, with corrections laid over. Decisions are deterministic:
 * without a new correction it gives the state as it is, and with one what it would have been.
 */
export function replay<State>(
  rules: Rules<State>,
  name: CaseName,
  journal: readonly JournalEntry[],
  overlays: Overlays,
): Replayed<State> | Halted {
  let state = rules.context.begin(name.caseId, name.caseNumber);
  const steps: ReplayedStep[] = [];
  for (const entry of journal) {
    const copy = asStored(state);
    const made = playAgain(rules, copy, entry, overlays.get(entry.id));
    if (isRefusal(made)) return new Halted(entry.id, made);
    state = asStored(copy);
    steps.push({
      entry: entry.id,
      states: Object.fromEntries(rules.context.parts(state).map((part) => [`${part.kind} ${part.id}`, part.state])),
      events: identified(entry, made),
    });
  }
  return { state, steps };
}

/** States are kept as JSON between entries. */
const asStored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

interface Made {
  drafts: readonly DraftEvent[];
  occurredAt: Instant;
}

function playAgain<State>(
  rules: Rules<State>,
  state: State,
  entry: JournalEntry,
  overlay: Overlay | undefined,
): Made | Refusal {
  if (entry.heard) return hearAgain(rules, state, entry, entry.heard, overlay);
  const definition = entry.command && rules.context.commands[entry.command.kind]?.[entry.command.name];
  // A correction changes nothing by itself: it lies over the entry that it corrects.
  if (!entry.command || !definition) return { drafts: [], occurredAt: entry.recordedAt };
  const { kind, name } = entry.command;
  const route = rules.routes.find((one) => one.part === kind && one.command === name);
  if (!route) throw new Error(`${rules.context.name} has no route for ${name}`);
  return giveAgain(rules, state, { entry, command: entry.command, overlay, route, definition });
}

function hearAgain<State>(
  { context }: Rules<State>,
  state: State,
  entry: JournalEntry,
  heard: ChainEvent,
  overlay: Overlay | undefined,
): Made {
  const event = { ...heard, ...overlay?.event } as ChainEvent;
  const react = context.reactions[event.type] as
    ((state: State, event: ChainEvent, context: ReactionContext) => DraftEvent[]) | undefined;
  const { occurredAt } = event;
  const newId = identifierFrom(event.id);
  return { drafts: react?.(state, asStored(event), { now: entry.recordedAt, occurredAt, newId }) ?? [], occurredAt };
}

interface Again<State> {
  entry: JournalEntry;
  command: GivenCommand;
  overlay: Overlay | undefined;
  route: CommandRoute;
  definition: CommandDefinition<State, never>;
}

function giveAgain<State>({ context }: Rules<State>, state: State, again: Again<State>): Made | Refusal {
  const { entry, command, overlay, route } = again;
  const body = validateBody(route.body, correctedInput(command.input, overlay));
  if (Array.isArray(body)) return formRefusal(body);
  const part = context.parts(state).find((one) => one.kind === command.kind && one.id === command.part);
  if (part && !isOpenIn(context, part, command.name)) return notInThisState(part);
  const occurredAt = body.occurredAt === undefined ? entry.recordedAt : toInstant(new Date(body.occurredAt));
  const drafts = decideAgain(state, again, part, body, occurredAt);
  if (isRefusal(drafts) && drafts.kind === 'conflict') return drafts;
  // Whether it is in the future is looked at once, when the correction is given.
  return timeFault(occurredAt, occurredAt, part) ?? (isRefusal(drafts) ? drafts : { drafts, occurredAt });
}

function decideAgain<State>(
  state: State,
  { entry, command, overlay, definition }: Again<State>,
  part: Part | undefined,
  body: CommandBody,
  occurredAt: Instant,
): Refusal | DraftEvent[] {
  const persons = new Map([...command.persons, ...(overlay?.persons ?? [])].map((one) => [one.id, one]));
  return definition.decide(state, part?.id ?? '', body as never, {
    actor: command.actor,
    now: entry.recordedAt,
    occurredAt,
    organisation: { code: command.actor.organisation, ...(command.sector ? { sector: command.sector } : {}) },
    newId: identifierFrom(entry.id),
    person: (id) => persons.get(id),
    ...(command.number === undefined ? {} : { number: command.number }),
  });
}

const formRefusal = ([fault]: readonly { pointer: string; code: string; detail: string }[]): Refusal =>
  invalid(fault?.pointer ?? '', fault?.code ?? 'form', fault?.detail ?? 'A field is not right.');

/** Gives each event the identifier under which it was told, by what it is about. */
function identified(entry: JournalEntry, { drafts, occurredAt }: Made): ReplayedEvent[] {
  const left = [...entry.told];
  const count = new Map<string, number>();
  return drafts.map(({ type, about, data, ...draft }): ReplayedEvent => {
    const key = keyOf(type, about);
    const index = left.findIndex((told) => keyOf(told.type, told.about) === key);
    const [told] = index < 0 ? [] : left.splice(index, 1);
    const nth = (count.get(key) ?? 0) + 1;
    count.set(key, nth);
    return {
      id: told?.id ?? `${entry.id} ${key} ${String(nth)}`,
      told: told !== undefined,
      entry: entry.id,
      type,
      about: asStored(about),
      occurredAt: draft.occurredAt ?? occurredAt,
      data: asStored(data),
    };
  });
}

const keyOf = (type: EventType, { part, policeReport, victim, strand, claim }: DraftEvent['about']): string =>
  JSON.stringify([type, part?.kind, part?.id, policeReport, victim, strand, claim]);
