import { partyKindOfRole, type PartyKind, type Role } from '../contract/index.js';
import type { Person } from '../platform/casework/case-context.js';
import { partiesTo, type KeptVictim, type VaultCase } from './vault-case.js';

/** Who reads the name of a victim who does not report under number: who may read the report that named the victim. */
const readersWhenOpen: readonly Role[] = [
  'employer_contact',
  'police_officer',
  'police_liaison',
  'assistant_prosecutor',
];

/** Between request and decision only intake and who decides (under-number.md 2). */
const readersWhenRequested: readonly Role[] = ['police_officer', 'assistant_prosecutor'];

function readersOf(state: VaultCase, victim: KeptVictim): readonly Role[] {
  switch (victim.status) {
    case 'requested':
      return readersWhenRequested;
    case 'granted':
      return state.lifted.includes(victim.id) ? ['public_prosecutor'] : [];
    default:
      return victim.walkIn ? readersWhenOpen.filter((role) => role !== 'employer_contact') : readersWhenOpen;
  }
}

const isParty = (state: VaultCase, person: Person, kind: PartyKind | undefined): boolean =>
  kind !== undefined && (partiesTo(state)[kind]?.includes(person.organisation) ?? false);

/** The role in which this person may read who the victim is; undefined: in none. */
export const roleToRead = (state: VaultCase, victim: KeptVictim, person: Person): Role | undefined =>
  person.roles.find((role) => readersOf(state, victim).includes(role) && isParty(state, person, partyKindOfRole[role]));

/** Whether this person may know that there is such a victim. */
export const knowsOfVictims = (state: VaultCase, person: Person): boolean =>
  person.roles.some((role) => isParty(state, person, partyKindOfRole[role]));
