import type { CommandOn } from '../contract/index.js';
import type { Arrival, Lifecycle } from '../platform/casework/case-context.js';

const beforeTaking = ['received', 'acknowledged'] as const;
const afterTaking = ['taken', 'under_investigation', 'completed', 'closed'] as const;
const investigating = ['under_investigation'] as const;

/** The life of a police report (aangifte), one per reporter; suspects are handled through any under investigation. */
export const policeReportLifecycle: Lifecycle<CommandOn<'police-report'>> = {
  registerWalkIn: {
    from: [],
    to: ['received'],
    events: ['police-report.received', 'police-report.under-number-requested'],
  },
  assignHandler: { from: 'any', to: 'same', events: ['handler.assigned'] },
  acknowledgeReport: { from: ['received'], to: ['acknowledged'], events: ['police-report.acknowledged'] },
  requestUnderNumber: { from: beforeTaking, to: 'same', events: ['police-report.under-number-requested'] },
  decideUnderNumber: {
    from: beforeTaking,
    to: 'same',
    events: ['police-report.under-number-granted', 'police-report.under-number-refused'],
  },
  refusePoliceReport: { from: beforeTaking, to: ['refused'], events: ['police-report.refused', 'strand.closed'] },
  takePoliceReport: { from: beforeTaking, to: ['taken'], events: ['police-report.taken', 'complaint.lodged'] },
  startInvestigation: {
    from: ['taken'],
    // Completed at once when every registered suspect has left already.
    to: ['under_investigation', 'completed'],
    events: ['investigation.started', 'police-report.completed'],
  },
  registerSuspect: { from: investigating, to: 'same', events: ['suspect.registered'] },
  interviewSuspect: { from: investigating, to: 'same', events: ['suspect.interviewed'] },
  arrestSuspect: { from: investigating, to: 'same', events: ['suspect.arrested'] },
  releaseSuspect: { from: investigating, to: 'same', events: ['suspect.released'] },
  consultProsecutor: { from: investigating, to: 'same', events: ['prosecutor.consulted'] },
  referToHalt: {
    from: investigating,
    to: ['under_investigation', 'completed'],
    events: ['suspect.referred-to-halt', 'police-report.completed'],
  },
  sendToProsecution: {
    from: investigating,
    to: ['under_investigation', 'completed'],
    events: ['file.sent-to-prosecution', 'police-report.completed'],
  },
  closeInvestigation: {
    from: ['taken', 'under_investigation'],
    to: ['closed'],
    events: ['investigation.closed', 'strand.closed'],
  },
  withdrawPoliceReport: {
    // Before it was taken only a walk-in: else the incident report is withdrawn.
    from: [...beforeTaking, 'taken', 'under_investigation'],
    to: ['withdrawn', ...beforeTaking, 'taken', 'under_investigation'],
    events: ['police-report.withdrawn', 'police-report.withdrawal-overruled', 'strand.closed'],
  },
  lodgeComplaint: { from: afterTaking, to: 'same', events: ['complaint.lodged'] },
  withdrawComplaint: { from: 'any', to: 'same', events: ['complaint.withdrawn'] },
  assessVictim: { from: ['acknowledged', ...afterTaking], to: 'same', events: ['victim.assessed'] },
  informVictim: { from: [...afterTaking, 'withdrawn'], to: 'same', events: ['victim.informed'] },
  informEmployer: { from: [...afterTaking, 'withdrawn'], to: 'same', events: ['employer.informed'] },
};

/** What the reports of employers and Halt do to a police report. */
export const policeReportArrivals: readonly Arrival[] = [
  {
    on: ['incident-report.submitted', 'incident-report.supplemented'],
    from: [],
    to: ['received'],
    events: ['police-report.received', 'police-report.under-number-requested'],
  },
  {
    on: ['incident-report.withdrawn'],
    from: beforeTaking,
    to: ['withdrawn'],
    events: ['police-report.withdrawn', 'strand.closed'],
  },
  {
    on: ['halt.returned', 'referral.declined'],
    from: ['completed', 'closed'],
    to: ['under_investigation'],
    events: ['police-report.reopened'],
  },
];
