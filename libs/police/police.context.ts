import type { CaseContext } from '../platform/casework/case-context.js';
import { policeReportCommands } from './commands/index.js';
import { type PoliceCase, beginPoliceCase, partiesTo, partsOf, referencesOf } from './police-case.js';
import { policeReportArrivals, policeReportLifecycle } from './police-report.lifecycle.js';
import { reactions } from './subscriptions.js';

/** The police: reports (aangiften) and the suspects of their incident. */
export const police: CaseContext<PoliceCase> = {
  name: 'police',
  begin: beginPoliceCase,
  parts: partsOf,
  lifecycles: { 'police-report': policeReportLifecycle },
  arrivals: { 'police-report': policeReportArrivals },
  commands: { 'police-report': policeReportCommands },
  reactions,
  parties: partiesTo,
  references: referencesOf,
  naturalKey: ({ employer, walkIn }) =>
    employer && walkIn?.externalReference && `${employer} ${walkIn.externalReference}`,
};
