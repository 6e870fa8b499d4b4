import type { CaseContext } from '../platform/casework/case-context.js';
import { incidentReportCommands } from './commands/index.js';
import { incidentReportLifecycle } from './incident-report.lifecycle.js';
import { type EmployerCase, beginEmployerCase, partiesTo, partsOf } from './incident-report.js';
import { referencesIn } from '../platform/casework/incident/involved.js';
import { reactions } from './subscriptions.js';

/** The employer: the incident report and what it does about it itself. */
export const employer: CaseContext<EmployerCase> = {
  name: 'employer',
  begin: beginEmployerCase,
  parts: partsOf,
  lifecycles: { 'incident-report': incidentReportLifecycle },
  commands: { 'incident-report': incidentReportCommands },
  reactions,
  parties: partiesTo,
  references: ({ report }) => (report ? referencesIn(report.involved) : {}),
  // The employer's own number: the same one twice is the same report.
  naturalKey: ({ report }) =>
    report?.details.externalReference && `${report.employer} ${report.details.externalReference}`,
};
