import type { EventData, Instant, LocalDate, PartyKind } from '../contract/index.js';
import type { Part } from '../platform/casework/case-context.js';
import type { DamageRecord } from '../platform/casework/incident/damages.js';
import type { IncidentFacts } from '../platform/casework/incident/incident-details.js';
import type { NamedSuspect } from '../platform/casework/incident/involved.js';
import type { VptProposal } from './vpt-code.js';

export type ReportState =
  'received' | 'acknowledged' | 'taken' | 'under_investigation' | 'completed' | 'closed' | 'refused' | 'withdrawn';

/** Where a suspect's strand is, as the police know it. */
export type StrandState = 'at_police' | 'at_halt' | 'at_om' | 'completed' | 'closed';

export type InterviewFacts = EventData<'suspect.interviewed'>['interview'];
type TakenFacts = EventData<'police-report.taken'>;

/** What was recorded when the report was taken. */
export interface Taking {
  at: Instant;
  offences: string[];
  serious: boolean;
  vptCode: boolean;
  vptReason?: string;
  proposal: VptProposal;
  weapon?: boolean;
  seriousInjury?: boolean;
  domicile: TakenFacts['domicile'];
  domicileChosenByVictim: boolean;
  damageAsked: boolean;
  joinderWish: TakenFacts['joinderWish'];
  wantsInformation: boolean;
  statement: string;
  damages: DamageRecord[];
}

/** Sr 64: the request of one victim to prosecute. */
export interface Complaint {
  victim: string;
  lodgedAt: Instant;
  withdrawnAt?: Instant;
}

export interface PoliceReport {
  id: string;
  state: ReportState;
  madeAt: Instant;
  reporter: IncidentFacts['reporter'];
  /** The injured party that reports: a victim, or the employer. */
  party: string;
  handler?: string;
  appointmentAt?: Instant;
  taking?: Taking;
  refusal?: { ground: string; reason: string; agreedBy: string };
  complaints: Complaint[];
  assessments: { victim: string; at: Instant; needs: string[] }[];
  closing?: { ground: string; reason: string };
  withdrawals: { at: Instant; reason: string; prosecutorGoesOn: boolean }[];
  notices: { about: string; by: string; parties: string[]; at: Instant }[];
}

export interface UnderNumber {
  status: 'requested' | 'granted' | 'refused';
  /** Absent where it came in with the incident report: the reason is there. */
  reason?: string;
  /** The number that was given with the grant. */
  number?: string;
  decision?: { reason: string; decidedBy: string; prosecutor: string; at: Instant };
}

/** A victim as the police know it: on one of the reports, as reporter or as witness of the employer's. */
export interface CaseVictim {
  id: string;
  report: string;
  publicServant: boolean;
  knownToSuspect: boolean;
  underNumber?: UnderNumber;
  /** Of a walk-in only: else these stay with the employer. */
  ref?: string;
  function?: string;
}

export interface Suspect {
  id: string;
  ref?: string;
  strand: StrandState;
  registeredAt: Instant;
  birthDate: LocalDate;
  name?: string;
  /** On the date of the incident. */
  age: number;
  inCustodySince?: Instant;
  interviews: { at: Instant; facts: InterviewFacts }[];
  consultations: { at: Instant; prosecutor: string; advice: string }[];
  releases: { at: Instant; servedWith: string; reason?: string }[];
}

/** What a walk-in told at the desk; the police are its owner. */
export interface WalkIn {
  place: string;
  description: string;
  externalReference?: string;
  suspects: NamedSuspect[];
  damages: DamageRecord[];
}

/** One case at the police: all its reports, and the suspects, who belong to the incident. */
export interface PoliceCase {
  caseId: string;
  caseNumber: string;
  unit?: string;
  prosecutorsOffice?: string;
  haltOffice?: string;
  employer?: string;
  incident?: IncidentFacts;
  walkIn?: WalkIn;
  reports: PoliceReport[];
  victims: CaseVictim[];
  suspects: Suspect[];
  fileSent: boolean;
  referredToHalt: boolean;
}

export const beginPoliceCase = (caseId: string, caseNumber: string): PoliceCase => ({
  caseId,
  caseNumber,
  reports: [],
  victims: [],
  suspects: [],
  fileSent: false,
  referredToHalt: false,
});

export const partsOf = (state: PoliceCase): Part[] =>
  state.reports.map((report) => ({
    kind: 'police-report',
    id: report.id,
    state: report.state,
    madeAt: report.madeAt,
  }));

const one = (code?: string): readonly string[] => (code === undefined ? [] : [code]);

export const partiesTo = (state: PoliceCase): Partial<Record<PartyKind, readonly string[]>> => ({
  employer: one(state.employer),
  police: one(state.unit),
  // A request for consent makes the office a party as well: that is Halt's to tell.
  om: state.fileSent ? one(state.prosecutorsOffice) : [],
  halt: state.referredToHalt ? one(state.haltOffice) : [],
});

/** A case that has reports has all of these; that one has not is a defect. */
export interface Routing {
  unit: string;
  prosecutorsOffice: string;
  haltOffice: string;
}

export function routingOf({ unit, prosecutorsOffice, haltOffice }: PoliceCase): Routing {
  if (unit === undefined || prosecutorsOffice === undefined || haltOffice === undefined) {
    throw new Error('a police case without a unit');
  }
  return { unit, prosecutorsOffice, haltOffice };
}

export function incidentOf({ incident }: PoliceCase): IncidentFacts {
  if (!incident) throw new Error('a police case without an incident');
  return incident;
}

export function reportOf(state: PoliceCase, id: string): PoliceReport {
  const report = state.reports.find((candidate) => candidate.id === id);
  if (!report) throw new Error('the shell addressed a police report that is not here');
  return report;
}

export const suspectOf = (state: PoliceCase, id: string): Suspect | undefined =>
  state.suspects.find((suspect) => suspect.id === id);

export const isOpen = ({ state }: PoliceReport): boolean =>
  state === 'received' || state === 'acknowledged' || state === 'taken' || state === 'under_investigation';

/** The victims whom this report is about: its reporter, or the witnesses of the employer's. */
export const victimsOn = (state: PoliceCase, report: PoliceReport): CaseVictim[] =>
  state.victims.filter((victim) => victim.report === report.id);

/** The VPT code of the case: that of any of its reports that was taken. */
export const hasVptCode = (state: PoliceCase): boolean => state.reports.some(({ taking }) => taking?.vptCode);

/** What the reporter of a walk-in and the officers called those of the case. */
export const referencesOf = (state: PoliceCase): Record<string, string> => ({
  ...Object.fromEntries(
    [...state.victims, ...(state.walkIn?.suspects ?? []), ...state.suspects].flatMap(({ id, ref }) =>
      ref === undefined ? [] : [[ref, id]],
    ),
  ),
  ...(state.walkIn && state.incident ? { employer: state.incident.employerParty } : {}),
});
