import type { CommandOn } from '../../contract/index.js';
import type { CommandDefinition } from '../../platform/casework/case-context.js';
import type { EmployerCase } from '../incident-report.js';
import { recordEmployerMeasure } from './record-employer-measure.js';
import { requestPoliceReport } from './request-police-report.js';
import { submitIncidentReport } from './submit-incident-report.js';
import { supplementIncidentReport } from './supplement-incident-report.js';
import { withdrawIncidentReport } from './withdraw-incident-report.js';

export const incidentReportCommands: Record<CommandOn<'incident-report'>, CommandDefinition<EmployerCase, never>> = {
  submitIncidentReport,
  requestPoliceReport,
  supplementIncidentReport,
  recordEmployerMeasure,
  withdrawIncidentReport,
};
