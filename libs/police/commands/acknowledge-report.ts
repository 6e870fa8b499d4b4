import type { CommandDefinition } from '../../platform/casework/case-context.js';
import type { AcknowledgeReportBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, reportOf } from '../police-case.js';

/** Contact was made with the reporter. */
export const acknowledgeReport: CommandDefinition<PoliceCase, AcknowledgeReportBody> = {
  decide(state, part, body) {
    const report = reportOf(state, part);
    report.state = 'acknowledged';
    if (body.appointmentAt === undefined) return [reportEvent('police-report.acknowledged', report, {})];
    report.appointmentAt = new Date(body.appointmentAt).toISOString();
    return [reportEvent('police-report.acknowledged', report, { appointmentAt: report.appointmentAt })];
  },
};
