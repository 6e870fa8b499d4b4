import type { CommandOn } from '../contract/index.js';
import type { Lifecycle } from '../platform/casework/case-context.js';

const living = ['registered', 'submitted'] as const;

/** The life of an incident report (melding). It is not the police report: that begins when this is submitted. */
export const incidentReportLifecycle: Lifecycle<CommandOn<'incident-report'>> = {
  submitIncidentReport: {
    from: [],
    to: ['registered', 'submitted'],
    events: ['incident-report.registered', 'incident-report.submitted'],
  },
  requestPoliceReport: { from: ['registered'], to: ['submitted'], events: ['incident-report.submitted'] },
  supplementIncidentReport: { from: living, to: 'same', events: ['incident-report.supplemented'] },
  recordEmployerMeasure: { from: living, to: 'same', events: ['employer-measure.recorded'] },
  // Not once a police report was taken.
  withdrawIncidentReport: { from: living, to: ['withdrawn'], events: ['incident-report.withdrawn'] },
};
