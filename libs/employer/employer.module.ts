import type { CaseworkOffer } from '../platform/casework/casework.module.js';
import { employerRoutes } from './api/routes.js';
import { employer } from './employer.context.js';
import type { EmployerCase } from './incident-report.js';
import { incidentReportView } from './view.js';

/** The front door of the employer's context: incident reports. */
export const employerOffer: CaseworkOffer<EmployerCase> = {
  context: employer,
  routes: employerRoutes,
  views: { 'incident-report': (state) => incidentReportView(state) },
};
