import type { EventData, Instant } from '../contract/index.js';
import { haltOfficeOf, policeUnit } from '../contract/law/regions.js';
import type { DraftEvent } from '../platform/casework/case-context.js';
import type { VictimFacts } from '../platform/casework/incident/involved.js';
import { stated } from '../platform/casework/stated.js';
import { reportEvent } from './events.js';
import { type CaseVictim, type PoliceCase, type PoliceReport, incidentOf, routingOf } from './police-case.js';

interface Making {
  occurredAt: Instant;
  newId(name: string): string;
}

/** To the unit, the office alongside it, and the Halt office of its district. */
export function routeTo(state: PoliceCase, unit: string): void {
  const found = policeUnit(unit);
  if (!found) throw new Error(`no police unit ${unit}`);
  state.unit = unit;
  state.prosecutorsOffice = found.prosecutorsOffice;
  state.haltOffice = haltOfficeOf(unit);
}

/** The reports with which a case begins: one per victim, or one by the employer with the victims as witnesses. */
export function receiveReports(state: PoliceCase, making: Making): DraftEvent[] {
  const incident = incidentOf(state);
  if (incident.reporter === 'victim') return receiveVictims(state, incident.victims, making);
  const report = newReport(state, incident.employerParty, making);
  return [received(state, report, making), ...joinAsWitnesses(state, report, incident.victims)];
}

/** New victims: where victims report a report for each, else they are witnesses of the employer's. */
export function receiveMoreVictims(state: PoliceCase, added: readonly VictimFacts[], making: Making): DraftEvent[] {
  if (incidentOf(state).reporter === 'victim') return receiveVictims(state, added, making);
  const [report] = state.reports;
  return report ? joinAsWitnesses(state, report, added) : [];
}

function receiveVictims(state: PoliceCase, victims: readonly VictimFacts[], making: Making): DraftEvent[] {
  const made = victims.map((victim) => {
    const report = newReport(state, victim.id, making);
    return { report, requests: addVictim(state, report, victim) };
  });
  return [...made.map(({ report }) => received(state, report, making)), ...made.flatMap(({ requests }) => requests)];
}

const joinAsWitnesses = (state: PoliceCase, report: PoliceReport, victims: readonly VictimFacts[]): DraftEvent[] =>
  victims.flatMap((victim) => addVictim(state, report, victim));

function newReport(state: PoliceCase, party: string, making: Making): PoliceReport {
  const report: PoliceReport = {
    id: making.newId(`police-report:${party}`),
    state: 'received',
    madeAt: making.occurredAt,
    reporter: incidentOf(state).reporter,
    party,
    complaints: [],
    assessments: [],
    withdrawals: [],
    notices: [],
  };
  state.reports.push(report);
  return report;
}

function addVictim(state: PoliceCase, report: PoliceReport, facts: VictimFacts): DraftEvent[] {
  const victim: CaseVictim = {
    id: facts.id,
    report: report.id,
    publicServant: facts.publicServant,
    knownToSuspect: facts.knownToSuspect,
  };
  state.victims.push(victim);
  // Once the report is taken a request can no longer be decided: it would hang for ever.
  if (!facts.wantsReportUnderNumber || !isBeforeTaking(report)) return [];
  victim.underNumber = { status: 'requested' };
  return [reportEvent('police-report.under-number-requested', report, {}, victim.id)];
}

const isBeforeTaking = ({ state }: PoliceReport): boolean => state === 'received' || state === 'acknowledged';

function received(state: PoliceCase, report: PoliceReport, making: Making): DraftEvent {
  const isWalkIn = state.walkIn !== undefined;
  const data: EventData<'police-report.received'> = stated({
    reporter: report.reporter,
    party: report.party,
    policeUnit: routingOf(state).unit,
    walkIn: isWalkIn,
    employer: state.employer,
    // A walk-in has no incident report before it: its first report tells what happened.
    incident: isWalkIn && state.reports[0] === report ? incidentOf(state) : undefined,
    submittedAt: making.occurredAt,
  });
  return reportEvent('police-report.received', report, data);
}

/** What the reporter took back before it was taken. */
export function withdrawUntaken(state: PoliceCase): { report: PoliceReport; event: DraftEvent }[] {
  return state.reports.filter(isBeforeTaking).map((report) => {
    report.state = 'withdrawn';
    return { report, event: reportEvent('police-report.withdrawn', report, {}) };
  });
}
