import type { EventType, LocalDate } from '../../contract/index.js';
import type { TermUnit } from '../../platform/terms/index.js';

export type Owner = 'police' | 'om' | 'halt' | 'recovery' | 'chain';
export type Per = 'report' | 'victim' | 'suspect' | 'claim' | 'strand';
export type Basis = 'statutory' | 'attested' | 'assumed';

export interface AgreedTerm {
  n: number;
  unit: TermUnit;
  basis: Basis;
}

/** One agreement (afspraak) or statutory duty. A `term` and a `norm` have a clock; `conduct` is judged at once. */
export interface Agreement {
  id: string;
  owner: Owner;
  kind: 'term' | 'conduct' | 'norm';
  principle?: string;
  per: Per;
  title: string;
  titleNl: string;
  source: string;
  mark: string;
  startsOn: readonly EventType[];
  metBy: readonly EventType[];
  lapsesOn: readonly EventType[];
  judgedOn: readonly EventType[];
  term?: AgreedTerm;
  /** Only information about the event that began the round counts. */
  aboutStart: boolean;
  /** Only what this owner's people did counts. */
  by?: Owner;
  /** Only information given in one of these ways counts. */
  means?: readonly string[];
  /** Only the first starting event counts. */
  first: boolean;
  /** The last day is at the latest the day of the hearing in the starting event. */
  notAfterHearing: boolean;
  judgedByRecorded: boolean;
  /** Shown, not counted in compliance. */
  informational: boolean;
  /** A share of the rounds that must be met, for a norm. */
  shareToMeet?: number;
  validFrom?: LocalDate;
  /** Which logic says when it applies, from when it counts and what it requires; by default its own. */
  logic: string;
  appliesWhen?: string;
  requires?: string;
}

/** A dated set of agreements: a case is judged by the set in force on the date that counts, and keeps it. */
export interface AgreementSet {
  id: string;
  title: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  source: string;
  mark: string;
  includes: readonly string[];
  termBasis?: Basis;
  shareToMeet?: number;
  /** The set that this one changes; and for which police units, where a VPT region's covenant says so. */
  basedOn?: string;
  units?: readonly string[];
  terms?: Readonly<Record<string, AgreedTerm>>;
}

/** P, O and C follow the date of the incident; the others that of the event that starts the clock. */
export const followsIncident = (agreement: Pick<Agreement, 'id'>): boolean => /^[POC]-/.test(agreement.id);

/** P, O and C rest on the VPT code ("only then do the ELA apply"). */
export const restsOnVptCode = followsIncident;
