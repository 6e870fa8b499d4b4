import type { EventData, Instant, LocalDate, PartyKind } from '../contract/index.js';
import { policeUnitOf } from '../contract/law/regions.js';
import type { Part } from '../platform/casework/case-context.js';
import type { IncidentDetails } from '../platform/casework/incident/incident-details.js';
import type { Involved } from '../platform/casework/incident/involved.js';

export interface Measure {
  kind: EventData<'employer-measure.recorded'>['kind'];
  from?: LocalDate;
  until?: LocalDate;
  suspect?: string;
  at: Instant;
}

/** What was added later: a text, and the identifiers of who and what it brought in. */
export interface Supplement {
  at: Instant;
  text?: string;
  victims: string[];
  suspects: string[];
  damagedParties: string[];
}

export interface IncidentReport {
  state: 'registered' | 'submitted' | 'withdrawn';
  madeAt: Instant;
  employer: string;
  sector?: string;
  details: IncidentDetails;
  /** With the supplements: names and descriptions stay here, only identifiers travel. */
  involved: Involved;
  supplements: Supplement[];
  measures: Measure[];
  /** The numbers of those who report under number, by victim. */
  numbers: Record<string, string>;
  /** Since then withdrawing is a request to the police. */
  policeReportTaken: boolean;
  submittedAt?: Instant;
  withdrawal?: { at: Instant; reason: string };
}

/** One case at the employer: its incident report, which bears the identifier of the case. */
export interface EmployerCase {
  caseId: string;
  caseNumber: string;
  report?: IncidentReport;
}

export const beginEmployerCase = (caseId: string, caseNumber: string): EmployerCase => ({ caseId, caseNumber });

export function reportOf({ report }: EmployerCase): IncidentReport {
  if (!report) throw new Error('the shell addressed an incident report that is not here');
  return report;
}

export const partsOf = ({ caseId, report }: EmployerCase): Part[] =>
  report ? [{ kind: 'incident-report', id: caseId, state: report.state, madeAt: report.madeAt }] : [];

/** The unit of the municipality; that it is known was looked at when the report was made. */
export function unitOf({ details }: IncidentReport): string {
  const unit = policeUnitOf(details.municipality);
  if (!unit) throw new Error('an incident report of an unknown municipality');
  return unit.code;
}

/** The police are party from the submission on. */
export const partiesTo = ({ report }: EmployerCase): Partial<Record<PartyKind, readonly string[]>> =>
  report ? { employer: [report.employer], police: report.submittedAt === undefined ? [] : [unitOf(report)] } : {};
