import { employerRoutes } from '../libs/employer/api/routes.js';

const example = employerRoutes.find((route) => route.command === 'submitIncidentReport')?.example;

let reports = 0;

/** An incident report as the API document shows it, each under a reference of its own. */
export function nextIncident(): string {
  reports += 1;
  return JSON.stringify({ ...example, externalReference: `BENCH-${process.pid}-${reports}` });
}
