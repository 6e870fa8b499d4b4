import { type EventSubject, isEventType } from '../../contract/index.js';
import type { CommandDefinition, DraftEvent } from '../../platform/casework/case-context.js';
import { type Refusal, conflict, invalid } from '../../platform/casework/refusal.js';
import type { InformEmployerBody, InformVictimBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, type PoliceReport, incidentOf, reportOf, suspectOf } from '../police-case.js';

type Notice = InformVictimBody | InformEmployerBody;

/** Sv 51ac: the victim hears, if they asked. By default all of the case who did. */
export const informVictim: CommandDefinition<PoliceCase, InformVictimBody> = {
  decide(state, part, body, { occurredAt }) {
    const report = reportOf(state, part);
    const refusal = notYetTaken(report) ?? faultOf(state, body);
    if (refusal) return refusal;
    const parties = body.victim === undefined ? whoAsked(state) : [body.victim];
    return [informed('victim.informed', report, body, parties, occurredAt)];
  },
};

/** Agreement P-13: the employer hears what happens with the report. */
export const informEmployer: CommandDefinition<PoliceCase, InformEmployerBody> = {
  decide(state, part, body, { occurredAt }) {
    const report = reportOf(state, part);
    const withoutEmployer =
      state.employer === undefined ? conflict('no-employer', 'No employer is party to this case.') : undefined;
    const refusal = notYetTaken(report) ?? withoutEmployer ?? faultOf(state, body);
    return refusal ?? [informed('employer.informed', report, body, [], occurredAt)];
  },
};

const notYetTaken = ({ taking }: PoliceReport): Refusal | undefined =>
  taking ? undefined : conflict('not-taken', 'The report was withdrawn before it was taken.');

function faultOf(state: PoliceCase, { about, suspect, victim }: Notice): Refusal | undefined {
  if (!isEventType(about)) return invalid('/about', 'unknown-event-type', 'No event type of the catalogue.');
  if (suspect !== undefined && !suspectOf(state, suspect)) {
    return invalid('/suspect', 'unknown-suspect', 'No registered suspect of this case.');
  }
  return victim !== undefined && victim !== incidentOf(state).employerParty && !isVictim(state, victim)
    ? invalid('/victim', 'unknown-victim', 'No victim of this case.')
    : undefined;
}

const isVictim = (state: PoliceCase, id: string): boolean => state.victims.some((victim) => victim.id === id);

const whoAsked = (state: PoliceCase): string[] =>
  state.reports.filter(({ taking }) => taking?.wantsInformation).map(({ party }) => party);

function informed(
  type: 'victim.informed' | 'employer.informed',
  report: PoliceReport,
  { about, by, suspect, victim }: Notice,
  parties: string[],
  at: string,
): DraftEvent {
  report.notices.push({ about, by, parties, at });
  const event = reportEvent(type, report, { about, by, parties }, victim ?? null);
  const subject: Omit<EventSubject, 'part'> = suspect === undefined ? {} : { strand: suspect };
  return { ...event, about: { ...event.about, ...subject } };
}
