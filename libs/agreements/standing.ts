import { partyKindOfRole, type PartyKind } from '../contract/index.js';
import type { Person } from '../platform/casework/case-context.js';
import { partiesOf, type CaseFacts } from './facts.js';

/** In which qualities a person's organisation is party to the case and the person reads it. */
export function kindsOf(facts: CaseFacts, person: Person): PartyKind[] {
  const parties = partiesOf(facts);
  const kinds = new Set(person.roles.flatMap((role) => partyKindOfRole[role] ?? []));
  return [...kinds].filter((kind) => parties[kind] === person.organisation);
}
