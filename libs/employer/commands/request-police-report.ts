import type { CommandDefinition } from '../../platform/casework/case-context.js';
import type { RequestPoliceReportBody } from '../api/bodies.js';
import { submitted } from '../events.js';
import { type EmployerCase, reportOf } from '../incident-report.js';

/** A report that was only registered goes to the police after all, with what was added since. */
export const requestPoliceReport: CommandDefinition<EmployerCase, RequestPoliceReportBody> = {
  decide(state, _part, _body, { occurredAt }) {
    const report = reportOf(state);
    report.state = 'submitted';
    report.submittedAt = occurredAt;
    return [submitted(state, report)];
  },
};
