import type {
  EventData,
  EventOf,
  EventSubject,
  EventType,
  Instant,
  PartKind,
  PartyKind,
  Producer,
  Role,
} from '../../contract/index.js';
import type { Refusal } from './refusal.js';

/** A person who acts or is named: an identifier, never a name. */
export interface Person {
  id: string;
  organisation: string;
  roles: readonly Role[];
  /** Designated by the prosecutor to propose Halt (Sr 77e(1)). */
  designatedForHalt: boolean;
}

/** Who acts, in which role. */
export interface Actor extends Person {
  role: Role;
}

/** Everything that a decision may know besides the state and the command. */
export interface CommandContext {
  actor: Actor;
  /** When it is recorded. */
  now: Instant;
  /** When it happened: at the latest now. */
  occurredAt: Instant;
  /** The organisation of the acting person: for an employer with its sector. */
  organisation: { code: string; sector?: string };
  /** A new identifier, the same for the same name whenever this command is decided again. */
  newId: (name: string) => string;
  /** The person whom a field of the command names, if known here. */
  person: (id: string) => Person | undefined;
  /** A number that nobody has had before, for a command that gives one (`givesNumber`). */
  number?: string;
}

/** What a reaction to an event of another context may know. What follows happens when the cause happened. */
export interface ReactionContext {
  now: Instant;
  occurredAt: Instant;
  newId: (name: string) => string;
}

/** An event as a decision drafts it; the shell adds identifier, times, actor, and the state of its part. */
export interface DraftEvent<T extends EventType = EventType> {
  type: T;
  about: Omit<EventSubject, 'part'> & { part?: { kind: PartKind; id: string } };
  data: EventData<T>;
  /** Where it differs from the time of the command. */
  occurredAt?: Instant;
  /** Where others of the same decision name it. */
  id?: string;
}

export const draft = <T extends EventType>(
  type: T,
  about: DraftEvent<T>['about'],
  data: EventData<T>,
  occurredAt?: Instant,
): DraftEvent<T> => ({ type, about, data, ...(occurredAt ? { occurredAt } : {}) });

/** One row of a lifecycle: in which states a command may be given and in which it may leave the part. */
export interface Transition {
  /** `any`: in every state. */
  from: readonly string[] | 'any';
  /** `same`: the state of the addressed part does not change. */
  to: readonly string[] | 'same';
  /** The events that it makes; the later ones only where their rule applies. */
  events: readonly EventType[];
}

export type Lifecycle<Command extends string = string> = Readonly<Record<Command, Transition>>;

/** Where events of other contexts lead a part: the rest of its life, which no command of its own makes. */
export interface Arrival {
  on: readonly EventType[];
  /** Empty: it makes the part. */
  from: readonly string[];
  to: readonly string[];
  /** The events that it makes; the later ones only where their rule applies. */
  events: readonly EventType[];
}

export interface Part {
  kind: PartKind;
  id: string;
  /** Null: the part can be addressed but does not exist yet (a strand at OM with only a request for consent). */
  state: string | null;
  /** When the event that made it happened; nothing about it can have happened before. */
  madeAt: Instant;
}

/** Decides on a private copy of the state, which it may change: the copy is thrown away on a refusal. */
export type Decide<State, Input> = (
  state: State,
  part: string,
  input: Input,
  context: CommandContext,
) => Refusal | DraftEvent[];

export interface CommandDefinition<State, Input> {
  decide: Decide<State, Input>;
  /** The persons whom the input names, to be looked up before the decision. */
  persons?(input: Input): readonly string[];
  /** Whether it may give a person a number (report under number): one is taken before the decision. */
  givesNumber?(input: Input): boolean;
  /** A refusal of this person, looked at before the form of the input. */
  forbids?(state: State, part: string, context: CommandContext): Refusal | undefined;
}

export type Reactions<State> = {
  [T in EventType]?: (state: State, event: EventOf<T>, context: ReactionContext) => DraftEvent[];
};

/** One agency's part of a case: pure, without Nest, database or clock. */
export interface CaseContext<State> {
  name: Producer;
  /** The state of a case of which this agency has recorded nothing yet. */
  begin(caseId: string, caseNumber: string): State;
  parts(state: State): Part[];
  /** Per part kind of this context: command → transition. Commands without `from` row cannot be given. */
  lifecycles: Partial<Record<PartKind, Lifecycle>>;
  /** Per part kind of this context: what arrives. For readers, and to check that each state can be reached. */
  arrivals?: Partial<Record<PartKind, readonly Arrival[]>>;
  /** Per part kind of this context: command → decision. */
  commands: Partial<Record<PartKind, Record<string, CommandDefinition<State, never>>>>;
  reactions: Reactions<State>;
  /**
   * What to tell when a correction of another context's event takes back an event of this one, in the state that
   * is right now. A correction that takes back what nothing can be told against is not followed.
   */
  takenBack?(state: State, event: Pick<DraftEvent, 'type' | 'about'>): DraftEvent | undefined;
  /** The organisations that are party to the case as far as this context knows, and in which quality. */
  parties(state: State): Partial<Record<PartyKind, readonly string[]>>;
  /** Further restricts who knows of a part: Halt only its own strands. Default: `knownTo` of the contract. */
  knows?(state: State, part: Part, as: PartyKind): boolean;
  /** What the client called the victims, suspects and the employer of the case, and what they are called here. */
  references?(state: State): Record<string, string>;
  /** What makes a report the same report: the employer and its own reference. */
  naturalKey?(state: State): string | undefined;
}
