import { policeUnit } from '../../contract/law/regions.js';
import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { incidentDetails, incidentFacts } from '../../platform/casework/incident/incident-details.js';
import { type NamedVictim, addedBy, nobodyInvolved } from '../../platform/casework/incident/involved.js';
import { conflict, isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { localDate } from '../../platform/terms/index.js';
import type { RegisterWalkInBody } from '../api/bodies.js';
import type { PoliceCase } from '../police-case.js';
import { receiveReports, routeTo } from '../reports.js';

/** A report at the desk: it belongs to the officer's own unit, and what was told of people stays with the police. */
export const registerWalkIn: CommandDefinition<PoliceCase, RegisterWalkInBody> = {
  decide(state, _part, body, context) {
    if (!policeUnit(context.actor.organisation)) {
      return conflict('unit-without-district', 'The unit of the officer belongs to no district.');
    }
    const details = incidentDetails(body, context);
    if (isRefusal(details)) return details;
    const naming = { today: localDate(context.now), newId: (name: string) => context.newId(name) };
    const involved = addedBy(body, nobodyInvolved(context.newId('employer')), naming);
    if (isRefusal(involved)) return involved;

    routeTo(state, context.actor.organisation);
    if (body.employer !== undefined) state.employer = body.employer;
    state.incident = incidentFacts(details, involved, { code: body.employer });
    state.walkIn = stated({
      place: details.place,
      description: details.description,
      externalReference: details.externalReference,
      suspects: involved.suspects,
      damages: involved.damages,
    });
    // The time of the command is that of the incident; the report is made now.
    const events = receiveReports(state, { occurredAt: context.now, newId: (name) => context.newId(name) });
    involved.victims.forEach((victim) => {
      keepFacts(state, victim);
    });
    return events.map((event) => ({ ...event, occurredAt: context.now }));
  },
};

function keepFacts(state: PoliceCase, named: NamedVictim): void {
  const victim = state.victims.find(({ id }) => id === named.id);
  if (!victim) return;
  victim.ref = named.ref;
  victim.function = named.function;
  if (victim.underNumber && named.underNumberReason !== undefined) victim.underNumber.reason = named.underNumberReason;
}
