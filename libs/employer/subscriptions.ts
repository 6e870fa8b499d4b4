import type { Reactions } from '../platform/casework/case-context.js';
import type { EmployerCase } from './incident-report.js';

export const reactions: Reactions<EmployerCase> = {
  'police-report.taken': (state) => {
    if (state.report) state.report.policeReportTaken = true;
    return [];
  },
  'police-report.under-number-granted': (state, { about, data }) => {
    if (state.report && about.victim !== undefined) state.report.numbers[about.victim] = data.number;
    return [];
  },
};
