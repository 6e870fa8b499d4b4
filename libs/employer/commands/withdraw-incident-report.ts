import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { conflict } from '../../platform/casework/refusal.js';
import type { WithdrawIncidentReportBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type EmployerCase, reportOf } from '../incident-report.js';

/** Until a police report is taken; after that it is a request to the police, who decide. */
export const withdrawIncidentReport: CommandDefinition<EmployerCase, WithdrawIncidentReportBody> = {
  decide(state, _part, { reason }, { occurredAt }) {
    const report = reportOf(state);
    if (report.policeReportTaken) {
      return conflict('police-report-taken', 'A police report was taken: withdrawing it is asked of the police.');
    }
    report.state = 'withdrawn';
    report.withdrawal = { at: occurredAt, reason };
    return [reportEvent('incident-report.withdrawn', state, {})];
  },
};
