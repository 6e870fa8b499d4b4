import type { CommandContext, CommandDefinition } from '../../platform/casework/case-context.js';
import { type Refusal, conflict, invalid, isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { ageOn, localDate } from '../../platform/terms/index.js';
import type { RegisterSuspectBody } from '../api/bodies.js';
import { strandEvent } from '../events.js';
import { type PoliceCase, incidentOf, reportOf, suspectOf } from '../police-case.js';

const identifier = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const oldest = 130;

/** Sr 77a: under eighteen on the date of the offence. */
export const isJuvenile = (age: number): boolean => age < 18;

/** Once for the whole incident: who it is stays with the police, the age may travel. */
export const registerSuspect: CommandDefinition<PoliceCase, RegisterSuspectBody> = {
  decide(state, part, { ref, birthDate, name }, context) {
    const id = suspectIdentifier(state, ref, context);
    if (isRefusal(id)) return id;
    if (suspectOf(state, id)) return conflict('suspect-registered-before', 'The suspect is registered already.');
    const incidentOn = localDate(incidentOf(state).incidentAt);
    // Also a birth date in the future is after the incident.
    if (birthDate > incidentOn) return invalid('/birthDate', 'born-after-incident', 'Born after the incident.');
    const age = ageOn(birthDate, incidentOn);
    if (age > oldest) return invalid('/birthDate', 'too-old', `Over ${oldest} years on the date of the incident.`);
    state.suspects.push(
      stated({
        id,
        ref: ref === id ? undefined : ref,
        strand: 'at_police' as const,
        registeredAt: context.occurredAt,
        birthDate,
        name,
        age,
        interviews: [],
        consultations: [],
        releases: [],
      }),
    );
    return [strandEvent('suspect.registered', reportOf(state, part), id, { age, juvenile: isJuvenile(age) })];
  },
};

/** The suspect of the incident report that is meant, one registered before, or a new one. */
function suspectIdentifier(state: PoliceCase, ref: string, context: CommandContext): string | Refusal {
  const named = [...incidentOf(state).suspects, ...(state.walkIn?.suspects ?? []), ...state.suspects];
  const known = named.find((suspect) => suspect.id === ref || ('ref' in suspect && suspect.ref === ref));
  if (known) return known.id;
  return identifier.test(ref)
    ? invalid('/ref', 'unknown-suspect', 'No suspect of this case.')
    : context.newId(`suspect:${ref}`);
}
