import type { EventData, EventType } from '../contract/index.js';
import { type DraftEvent, draft } from '../platform/casework/case-context.js';
import { incidentFacts } from '../platform/casework/incident/incident-details.js';
import { type EmployerCase, type IncidentReport, unitOf } from './incident-report.js';

export const reportEvent = <T extends EventType>(
  type: T,
  { caseId }: EmployerCase,
  data: EventData<T>,
): DraftEvent<T> => draft(type, { part: { kind: 'incident-report', id: caseId } }, data);

/** What travels of the incident, with all supplements so far. */
const factsOf = (report: IncidentReport) =>
  incidentFacts(report.details, report.involved, { code: report.employer, sector: report.sector });

export const registered = (state: EmployerCase, report: IncidentReport): DraftEvent =>
  reportEvent('incident-report.registered', state, { incident: factsOf(report) });

export const submitted = (state: EmployerCase, report: IncidentReport): DraftEvent =>
  reportEvent('incident-report.submitted', state, { incident: factsOf(report), policeUnit: unitOf(report) });
