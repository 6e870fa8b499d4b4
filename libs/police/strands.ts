import type { Instant } from '../contract/index.js';
import type { DraftEvent } from '../platform/casework/case-context.js';
import { type Refusal, conflict, invalid } from '../platform/casework/refusal.js';
import { reportEvent, strandEvent } from './events.js';
import { type PoliceCase, type PoliceReport, type Suspect, incidentOf, isOpen, suspectOf } from './police-case.js';

/** The suspect that a command names, who must be registered and with the police. */
export function suspectAtPolice(state: PoliceCase, id: string, at: Instant): Suspect | Refusal {
  const suspect = suspectOf(state, id);
  if (!suspect) {
    const isNamed = incidentOf(state).suspects.some((named) => named.id === id);
    return isNamed
      ? conflict('suspect-not-registered', 'The suspect is not registered with the police yet.')
      : invalid('/suspect', 'unknown-suspect', 'No suspect of this case.');
  }
  if (suspect.strand !== 'at_police') {
    return conflict('strand-not-at-police', `The strand of the suspect is ${suspect.strand}.`);
  }
  if (at < suspect.registeredAt) {
    return invalid('/occurredAt', 'before-its-part', 'Before the suspect was registered.');
  }
  return suspect;
}

export const haveAllLeft = ({ suspects }: PoliceCase): boolean =>
  suspects.length > 0 && suspects.every(({ strand }) => strand !== 'at_police');

/** When every registered suspect has left the police, the reports under investigation are completed. */
export function completeReports(state: PoliceCase): DraftEvent[] {
  if (!haveAllLeft(state)) return [];
  return state.reports
    .filter((report) => report.state === 'under_investigation')
    .map((report) => {
      report.state = 'completed';
      return reportEvent('police-report.completed', report, {});
    });
}

/** When the last open report has ended, so do the strands of the suspects who are still at the police. */
export function closeStrands(state: PoliceCase, ended: PoliceReport): DraftEvent[] {
  if (state.reports.some(isOpen)) return [];
  return state.suspects
    .filter(({ strand }) => strand === 'at_police')
    .map((suspect) => {
      suspect.strand = 'closed';
      return strandEvent('strand.closed', ended, suspect.id, {});
    });
}

/**
 * A strand that Halt returned brings the completed reports back under investigation. Where none is left to go on
 * with, an investigation that was closed is opened again, so that nothing falls between; only where every report
 * was withdrawn or refused does the strand end here.
 */
export function reopenFor(state: PoliceCase, suspect: Suspect): DraftEvent[] {
  suspect.strand = 'at_police';
  const completed = state.reports.filter((report) => report.state === 'completed');
  if (completed.length > 0) return reopen(completed);
  if (state.reports.some(isOpen)) return [];
  const closed = state.reports.filter((report) => report.state === 'closed');
  if (closed.length > 0) return reopen(closed);
  const [last] = state.reports.slice(-1);
  return last ? closeStrands(state, last) : [];
}

const reopen = (reports: readonly PoliceReport[]): DraftEvent[] =>
  reports.map((report) => {
    report.state = 'under_investigation';
    return reportEvent('police-report.reopened', report, {});
  });
