import type { NamedVictim } from '../platform/casework/incident/involved.js';
import { stated } from '../platform/casework/stated.js';
import { type EmployerCase, reportOf } from './incident-report.js';

/** The whole incident report, for who may read it. */
export function incidentReportView(state: EmployerCase): object {
  const report = reportOf(state);
  const { involved, measures, supplements, withdrawal, submittedAt } = report;
  return stated({
    id: state.caseId,
    caseNumber: state.caseNumber,
    state: report.state,
    madeAt: report.madeAt,
    employer: report.employer,
    sector: report.sector,
    employerParty: involved.employerParty,
    ...report.details,
    victims: involved.victims.map(victimView),
    suspects: involved.suspects,
    damages: involved.damages,
    measures,
    supplements,
    policeReportTaken: report.policeReportTaken,
    submittedAt,
    withdrawal,
  });
}

const victimView = ({ identity, underNumberReason, ...victim }: NamedVictim): object =>
  stated({
    ...victim,
    ...identity,
    wantsReportUnderNumber: underNumberReason === undefined ? undefined : { reason: underNumberReason },
  });
