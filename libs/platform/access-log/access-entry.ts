import { partyKindOfRole, type Instant, type PartKind, type PartyKind, type Role } from '../../contract/index.js';
import type { Person } from '../casework/case-context.js';

/** Wpg 32a(1): what was done with what is kept. */
export const accessActions = ['collect', 'change', 'consult', 'provide', 'combine', 'destroy'] as const;
export type AccessAction = (typeof accessActions)[number];

/** Who asks, and by which request. */
export interface Asking {
  person: Person;
  /** The request id, a W3C trace context. */
  request?: string;
}

/** What a person did, or tried to do, with a case. Identifiers and codes: never contents. */
export interface Access extends Asking {
  /** In which role, where that is known; else the roles of the person. */
  role?: Role;
  action: AccessAction;
  /** The command, or the operationId of the reading. */
  operation: string;
  caseId?: string;
  part?: { kind: PartKind; id: string };
  /** Of a list: the cases that it showed. */
  cases?: readonly string[];
  ground: AccessGround;
  outcome: 'done' | 'refused';
  /** Where the caller knows what time it is. */
  at?: Instant;
}

/**
 * On what ground: of a reading the quality in which the person reads, or the role that has none; of a command the
 * command itself, or the ground that the law asks for. `refused`: none.
 */
export type AccessGround = PartyKind | 'auditor' | 'refused' | (string & {});

/** Commands that bring data in, and those that hand them to another agency. All others change what is there. */
const actions: Readonly<Record<string, AccessAction>> = {
  submitIncidentReport: 'collect',
  registerWalkIn: 'collect',
  requestPoliceReport: 'provide',
  referToHalt: 'provide',
  sendToProsecution: 'provide',
  liftAnonymity: 'provide',
  readRevealed: 'consult',
};

export const actionOf = (command: string): AccessAction => actions[command] ?? 'change';

/** The ground of a command is the command; who reads what is behind a number states one (under-number.md, 6). */
export function groundOf(command: string, input: object | null): AccessGround {
  const { ground } = (input ?? {}) as { ground?: unknown };
  return command === 'readRevealed' && typeof ground === 'string' ? ground : command;
}

/** In which quality a person reads of cases of the own organisation: as a party to them, or as its auditor. */
export const readingGround = ({ roles }: Person): AccessGround =>
  roles.map((role) => partyKindOfRole[role]).find((kind) => kind !== undefined) ?? roles[0] ?? 'none';

/** The role that counts, or where that is not known all that this person has. */
export const roleIn = ({ role, person }: Pick<Access, 'role' | 'person'>): string => role ?? person.roles.join(' ');

const traceParent = /^00-([0-9a-f]{32})-/;

/** The trace that a request belongs to: what its log lines have, too. */
export const traceOf = (request: string | undefined): string | null =>
  (request !== undefined && traceParent.exec(request)?.[1]) || null;
