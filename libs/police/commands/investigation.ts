import type { CommandDefinition } from '../../platform/casework/case-context.js';
import type { CloseInvestigationBody, StartInvestigationBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, reportOf } from '../police-case.js';
import { closeStrands, completeReports } from '../strands.js';

export const startInvestigation: CommandDefinition<PoliceCase, StartInvestigationBody> = {
  decide(state, part) {
    const report = reportOf(state, part);
    report.state = 'under_investigation';
    return [reportEvent('investigation.started', report, {}), ...completeReports(state)];
  },
};

export const closeInvestigation: CommandDefinition<PoliceCase, CloseInvestigationBody> = {
  decide(state, part, { ground, reason }) {
    const report = reportOf(state, part);
    report.state = 'closed';
    report.closing = { ground, reason };
    return [reportEvent('investigation.closed', report, { ground }), ...closeStrands(state, report)];
  },
};
