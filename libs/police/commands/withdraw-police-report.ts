import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { conflict } from '../../platform/casework/refusal.js';
import type { WithdrawPoliceReportBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, reportOf } from '../police-case.js';
import { closeStrands } from '../strands.js';

/** At the reporter's request; the police decide, and the prosecutor can go on of his own motion. */
export const withdrawPoliceReport: CommandDefinition<PoliceCase, WithdrawPoliceReportBody> = {
  decide(state, part, { reason, prosecutorGoesOn = false }, context) {
    const report = reportOf(state, part);
    if (!report.taking && !state.walkIn) {
      return conflict('not-taken-yet', 'Until it is taken, the employer withdraws the incident report.');
    }
    report.withdrawals.push({ at: context.occurredAt, reason, prosecutorGoesOn });
    if (prosecutorGoesOn) return [reportEvent('police-report.withdrawal-overruled', report, {})];
    report.state = 'withdrawn';
    return [reportEvent('police-report.withdrawn', report, {}), ...closeStrands(state, report)];
  },
};
