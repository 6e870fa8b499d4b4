import type { PartyKind } from '../contract/index.js';
import { complaintTerm, isComplaintOffence } from '../contract/law/offences.js';
import { stated } from '../platform/casework/stated.js';
import { identityAddress } from '../platform/shielding/identities.js';
import { endOfTerm } from '../platform/terms/index.js';
import { complaintCountsFrom, hasComplaintOffence, isInForce } from './complaints.js';
import { establishedBy } from './commands/interview-suspect.js';
import { isJuvenile } from './commands/register-suspect.js';
import {
  type CaseVictim,
  type PoliceCase,
  type PoliceReport,
  type Suspect,
  incidentOf,
  reportOf,
  suspectOf,
  victimsOn,
} from './police-case.js';
import { proposeVptCode } from './vpt-code.js';

/** The whole report for who may read it. */
export function policeReportView(state: PoliceCase, reportId: string, as: PartyKind = 'police'): object {
  const report = reportOf(state, reportId);
  const { reporter, party, handler, appointmentAt, refusal, closing, withdrawals, notices, assessments } = report;
  return stated({
    id: report.id,
    caseId: state.caseId,
    caseNumber: state.caseNumber,
    state: report.state,
    madeAt: report.madeAt,
    policeUnit: state.unit,
    prosecutorsOffice: state.prosecutorsOffice,
    employer: state.employer,
    reporter,
    party,
    handler,
    appointmentAt,
    incident: incidentOf(state),
    walkIn: state.walkIn,
    vptProposal: report.taking?.proposal ?? proposeVptCode(incidentOf(state)),
    taking: report.taking,
    complaint: complaintView(state, report),
    victims: victimsOn(state, report).map((victim) => victimView(state.caseId, victim, as)),
    suspects: state.suspects.map((suspect) => suspectContents(suspect)),
    refusal,
    closing,
    withdrawals,
    assessments,
    notices,
  });
}

/** Sr 64-67: whether the report needs a complaint, until when, and what was lodged. */
function complaintView(state: PoliceCase, report: PoliceReport): object | undefined {
  if (!hasComplaintOffence(report)) return undefined;
  const term = endOfTerm({ n: complaintTerm.days, unit: 'days' }, complaintCountsFrom(state));
  return {
    offences: report.taking?.offences.filter(isComplaintOffence),
    lastDay: term.lastDay,
    inForce: report.complaints.some(isInForce),
    complaints: report.complaints,
  };
}

/** Who a victim is, the vault tells who may know. Under number a function can say too much as well. */
function victimView(caseId: string, victim: CaseVictim, as: PartyKind): object {
  const isShielded = victim.underNumber?.status === 'granted';
  const { id, ref, function: work, publicServant, knownToSuspect, underNumber } = victim;
  return stated({
    id,
    ref,
    publicServant,
    knownToSuspect,
    underNumber,
    ...(as === 'police' && !isShielded ? { function: work, identity: identityAddress(caseId, id) } : {}),
  });
}

/** One suspect, for the police and for who received its strand. */
export function suspectView(state: PoliceCase, suspectId: string): object | undefined {
  const suspect = suspectOf(state, suspectId);
  return suspect && suspectContents(suspect);
}

const suspectContents = (suspect: Suspect): object =>
  stated({
    id: suspect.id,
    ref: suspect.ref,
    state: suspect.strand,
    name: suspect.name,
    birthDate: suspect.birthDate,
    age: suspect.age,
    juvenile: isJuvenile(suspect.age),
    registeredAt: suspect.registeredAt,
    inCustodySince: suspect.inCustodySince,
    established: establishedBy(suspect),
    interviews: suspect.interviews,
    consultations: suspect.consultations,
    releases: suspect.releases,
  });
