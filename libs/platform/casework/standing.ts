import {
  correctEvent,
  knownTo,
  mayCommand,
  partyKindOfRole,
  readers,
  readersOfCommands,
  type PartyKind,
  type Role,
} from '../../contract/index.js';
import type { Actor, CaseContext, Part, Person } from './case-context.js';

/** How a person stands to a part of a case. */
export interface Standing {
  /** Whether this person may know that the part exists. */
  knows: boolean;
  /** In which role this person may do what was asked; undefined: in none. */
  role?: Role;
}

function isParty<State>(context: CaseContext<State>, state: State, person: Person, kind: PartyKind): boolean {
  return context.parties(state)[kind]?.includes(person.organisation) ?? false;
}

/** An organisation knows of a part when it is party to the case in a quality that knows of such parts. */
export function knowsOf<State>(context: CaseContext<State>, state: State, part: Part, person: Person): boolean {
  return knownTo[part.kind].some(
    (kind) => isParty(context, state, person, kind) && (context.knows?.(state, part, kind) ?? true),
  );
}

function standingFor<State>(
  context: CaseContext<State>,
  state: State,
  part: Part,
  person: Person,
  may: (role: Role) => boolean,
): Standing {
  if (!knowsOf(context, state, part, person)) return { knows: false };
  const role = person.roles.find((one) => {
    const kind = partyKindOfRole[one];
    return kind !== undefined && may(one) && isParty(context, state, person, kind);
  });
  return { knows: true, ...(role ? { role } : {}) };
}

export const standingToCommand = <State>(
  context: CaseContext<State>,
  state: State,
  part: Part,
  command: string,
  person: Person,
): Standing => standingFor(context, state, part, person, (role) => mayCommand(part.kind, command, role));

export const standingToRead = <State>(
  context: CaseContext<State>,
  state: State,
  part: Part,
  person: Person,
  /** Of what was given by this command; else of the part itself. */
  command?: string,
): Standing =>
  standingFor(context, state, part, person, (role) =>
    (command === undefined ? readers[part.kind] : readersOfCommands(part.kind, command)).includes(role),
  );

/** The commands that this person may give on the part as it stands now. */
export function allowedCommands<State>(
  context: CaseContext<State>,
  state: State,
  part: Part,
  person: Person,
): string[] {
  const open = Object.keys(context.lifecycles[part.kind] ?? {}).filter((command) => isOpenIn(context, part, command));
  return [...open, correctEvent].filter(
    (command) => standingToCommand(context, state, part, command, person).role !== undefined,
  );
}

/** Whether the lifecycle has the command in the state that the part is in. */
export function isOpenIn<State>(context: CaseContext<State>, part: Part, command: string): boolean {
  const from = context.lifecycles[part.kind]?.[command]?.from;
  if (from === undefined) return false;
  return from === 'any' || (part.state !== null && from.includes(part.state));
}

export const asActor = (person: Person, role: Role): Actor => ({ ...person, role });
