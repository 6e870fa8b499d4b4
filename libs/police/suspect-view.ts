import { partyKindOfRole, type PartyKind } from '../contract/index.js';
import type { Person } from '../platform/casework/case-context.js';
import { partiesTo, suspectOf, type PoliceCase } from './police-case.js';
import { suspectView } from './view.js';

/**
 * The suspect as far as this person may know: the police and the office that received the file whole; the Halt
 * office who it has to invite, while the strand is with it. Undefined for everybody else.
 */
export function suspectViewFor(state: PoliceCase, id: string, person: Person): object | undefined {
  const suspect = suspectOf(state, id);
  if (!suspect) return undefined;
  const kinds = kindsOf(state, person);
  if (kinds.includes('police') || kinds.includes('om')) return suspectView(state, id);
  if (!kinds.includes('halt') || suspect.strand !== 'at_halt') return undefined;
  const { name, birthDate, age } = suspect;
  return { id, state: suspect.strand, name, birthDate, age };
}

function kindsOf(state: PoliceCase, person: Person): PartyKind[] {
  const parties = partiesTo(state);
  return person.roles
    .flatMap((role) => partyKindOfRole[role] ?? [])
    .filter((kind) => parties[kind]?.includes(person.organisation));
}
