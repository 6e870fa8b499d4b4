import type { EventData, EventType } from '../contract/index.js';
import { type DraftEvent, draft } from '../platform/casework/case-context.js';
import type { PoliceReport } from './police-case.js';

/** About a police report, and about the victim who reports or is named; null: about no victim in particular. */
export const reportEvent = <T extends EventType>(
  type: T,
  report: PoliceReport,
  data: EventData<T>,
  victim: string | null | undefined = report.reporter === 'victim' ? report.party : undefined,
): DraftEvent<T> =>
  draft(
    type,
    { part: { kind: 'police-report', id: report.id }, policeReport: report.id, ...(victim ? { victim } : {}) },
    data,
  );

/** An event about a suspect, through the police report that was acted on. */
export const strandEvent = <T extends EventType>(
  type: T,
  report: PoliceReport,
  strand: string,
  data: EventData<T>,
): DraftEvent<T> =>
  draft(type, { part: { kind: 'police-report', id: report.id }, policeReport: report.id, strand }, data);
