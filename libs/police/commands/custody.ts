import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { conflict, invalid, isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import type { ArrestSuspectBody, ConsultProsecutorBody, ReleaseSuspectBody } from '../api/bodies.js';
import { strandEvent } from '../events.js';
import { type PoliceCase, reportOf } from '../police-case.js';
import { suspectAtPolice } from '../strands.js';
import { isProsecutorOf, notTheProsecutor } from './under-number.js';

export const arrestSuspect: CommandDefinition<PoliceCase, ArrestSuspectBody> = {
  decide(state, part, body, { occurredAt }) {
    const suspect = suspectAtPolice(state, body.suspect, occurredAt);
    if (isRefusal(suspect)) return suspect;
    if (suspect.inCustodySince !== undefined) return conflict('in-custody', 'The suspect is in custody already.');
    suspect.inCustodySince = occurredAt;
    return [strandEvent('suspect.arrested', reportOf(state, part), suspect.id, {})];
  },
};

export const consultProsecutor: CommandDefinition<PoliceCase, ConsultProsecutorBody> = {
  persons: ({ prosecutor }) => [prosecutor],
  decide(state, part, { suspect: id, prosecutor, advice }, context) {
    const suspect = suspectAtPolice(state, id, context.occurredAt);
    if (isRefusal(suspect)) return suspect;
    if (!isProsecutorOf(state, prosecutor, context)) return notTheProsecutor();
    suspect.consultations.push({ at: context.occurredAt, prosecutor, advice });
    return [strandEvent('prosecutor.consulted', reportOf(state, part), suspect.id, {})];
  },
};

/** Always possible; agreements P-07 (consultation first) and P-08 (served, or why not) judge it. */
export const releaseSuspect: CommandDefinition<PoliceCase, ReleaseSuspectBody> = {
  decide(state, part, { suspect: id, servedWith = 'none', reason }, { occurredAt }) {
    const suspect = suspectAtPolice(state, id, occurredAt);
    if (isRefusal(suspect)) return suspect;
    if (suspect.inCustodySince === undefined) return conflict('not-in-custody', 'The suspect is not in custody.');
    if (occurredAt < suspect.inCustodySince) {
      return invalid('/occurredAt', 'before-the-arrest', 'Before the suspect was arrested.');
    }
    delete suspect.inCustodySince;
    suspect.releases.push(stated({ at: occurredAt, servedWith, reason }));
    return [
      strandEvent('suspect.released', reportOf(state, part), suspect.id, {
        servedWith,
        reasonGiven: reason !== undefined,
        serious: state.reports.some(({ taking }) => taking?.serious),
        prosecutorConsulted: suspect.consultations.some(({ at }) => at <= occurredAt),
      }),
    ];
  },
};
