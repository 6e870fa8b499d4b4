import type { Instant, PartyKind, Producer } from '../contract/index.js';
import type { Part } from '../platform/casework/case-context.js';

/** Why the identity behind a number may be shown at all (kst-29628-540). */
export const revealGrounds = [
  'court_order',
  'victim_consent',
  'contact_by_victim_desk',
  'execution_of_compensation',
] as const;
export type RevealGround = (typeof revealGrounds)[number];

/** Whether a victim reports under number. */
export type ShieldStatus = 'open' | 'requested' | 'granted' | 'refused';

export interface KeptVictim {
  id: string;
  status: ShieldStatus;
  /** The police report that the victim is reporter or witness of. */
  report?: string;
  number?: string;
  /** Told at the desk of the police: the employer does not know who it is. */
  walkIn: boolean;
}

/** An identity behind a number that is asked for, and by whom it was approved. */
export interface Reveal {
  id: string;
  victim: string;
  ground: RevealGround;
  requestedBy: string;
  requestedAt: Instant;
  approvedBy?: string;
  approvedAt?: Instant;
}

/** A text that the leak guard stopped or took out. The text itself is sealed, beside the case. */
export interface GuardHit {
  id: string;
  victim: string;
  kind: 'refused' | 'withheld';
  foundBy: Producer;
  decided?: 'redacted' | 'passed' | 'returned';
}

/** What the vault knows of a case besides the identities: whose they are, and who may see them. */
export interface VaultCase {
  caseId: string;
  caseNumber: string;
  employer?: string;
  unit?: string;
  /** Party from the first request to report under number on: police and OM decide together. */
  office?: string;
  officeIsParty: boolean;
  reports: { id: string; reporter: 'victim' | 'employer' }[];
  victims: KeptVictim[];
  reveals: Reveal[];
  /** Victims whose anonymity the court has lifted: the prosecutor sees who they are. */
  lifted: string[];
  hits: GuardHit[];
}

export const beginVaultCase = (caseId: string, caseNumber: string): VaultCase => ({
  caseId,
  caseNumber,
  officeIsParty: false,
  reports: [],
  victims: [],
  reveals: [],
  lifted: [],
  hits: [],
});

/** Police reports are addressed here too; how they stand is the police's to tell. */
export const partsOf = ({ reports }: VaultCase): Part[] =>
  reports.map(({ id }) => ({ kind: 'police-report', id, state: null, madeAt: '0000-01-01T00:00:00.000Z' }));

const one = (code?: string): readonly string[] => (code === undefined ? [] : [code]);

export const partiesTo = (state: VaultCase): Partial<Record<PartyKind, readonly string[]>> => ({
  employer: one(state.employer),
  police: one(state.unit),
  om: state.officeIsParty ? one(state.office) : [],
});

export const victimOf = ({ victims }: VaultCase, id: string): KeptVictim | undefined =>
  victims.find((victim) => victim.id === id);

export const isShielded = ({ status }: KeptVictim): boolean => status === 'requested' || status === 'granted';
