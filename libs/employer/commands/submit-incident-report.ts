import type { CommandContext, CommandDefinition } from '../../platform/casework/case-context.js';
import { type IncidentDetails, incidentDetails } from '../../platform/casework/incident/incident-details.js';
import { type Involved, addedBy, nobodyInvolved } from '../../platform/casework/incident/involved.js';
import { isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { localDate } from '../../platform/terms/index.js';
import type { SubmitIncidentReportBody } from '../api/bodies.js';
import { registered, submitted } from '../events.js';
import type { EmployerCase, IncidentReport } from '../incident-report.js';

/** The report is made now, of an incident that happened at the time of the command. */
export const submitIncidentReport: CommandDefinition<EmployerCase, SubmitIncidentReportBody> = {
  decide(state, _part, body, context) {
    const details = incidentDetails(body, context);
    if (isRefusal(details)) return details;
    const involved = addedBy(body, nobodyInvolved(context.newId('employer')), {
      today: localDate(context.now),
      newId: (name) => context.newId(name),
    });
    if (isRefusal(involved)) return involved;
    state.report = newReport(details, involved, body.policeReportWanted, context);
    const event = body.policeReportWanted ? submitted(state, state.report) : registered(state, state.report);
    return [{ ...event, occurredAt: context.now }];
  },
};

const newReport = (
  details: IncidentDetails,
  involved: Involved,
  policeReportWanted: boolean,
  { now, organisation }: CommandContext,
): IncidentReport =>
  stated({
    state: policeReportWanted ? ('submitted' as const) : ('registered' as const),
    madeAt: now,
    employer: organisation.code,
    sector: organisation.sector,
    details,
    involved,
    supplements: [],
    measures: [],
    numbers: {},
    policeReportTaken: false,
    submittedAt: policeReportWanted ? now : undefined,
  });
