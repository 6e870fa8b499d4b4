import type { NamedVictim } from '../platform/casework/incident/involved.js';
import { stated } from '../platform/casework/stated.js';
import { identityAddress } from '../platform/shielding/identities.js';
import { type EmployerCase, type IncidentReport, reportOf } from './incident-report.js';

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
    victims: involved.victims.map((victim) => victimView(state, report, victim)),
    suspects: involved.suspects,
    damages: involved.damages,
    measures,
    supplements,
    policeReportTaken: report.policeReportTaken,
    submittedAt,
    withdrawal,
  });
}

/** Who a victim is, the vault tells who may know. Under number a function can say too much as well. */
function victimView({ caseId }: EmployerCase, { numbers }: IncidentReport, victim: NamedVictim): object {
  const { underNumberReason, function: work, ...rest } = victim;
  const number = numbers[victim.id];
  return stated({
    ...rest,
    number,
    ...(number === undefined ? { function: work, identity: identityAddress(caseId, victim.id) } : {}),
    wantsReportUnderNumber: underNumberReason === undefined ? undefined : { reason: underNumberReason },
  });
}
