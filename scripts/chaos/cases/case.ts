import { haltOfficeOf, policeUnitOf } from '../../../libs/contract/law/regions.js';
import {
  correctEvent,
  isVaultCommand,
  partyKindOfRole,
  policy,
  readers,
  type PartKind,
  type PartyKind,
  type Role,
} from '../../../libs/contract/index.js';
import type { PartView } from '../../scenario/case-view.js';
import type { Random } from '../random.js';
import type { Accepted } from '../books.js';
import type { Incident } from './incident.js';

/** A case as the driver knows it: from the answers that it got, and from what it saw in the case file. */
export interface PlayedCase {
  id: string;
  number: string;
  incident: Incident;
  employer: string;
  /** What its references became. */
  created: Map<string, string>;
  parts: Map<string, PartView>;
  done: Accepted[];
  /** Where the clock stood when it began. */
  openedAt: number;
  /** Suspects whom the police registered. */
  registered: Set<string>;
  /** Victims who asked for a number, and are not decided on. */
  wishes: Set<string>;
  /** Victims who were given a number. */
  shielded: Set<string>;
  payments: string[];
  serial: number;
  random: Random;
}

const organisationsOf = ({ incident, employer }: PlayedCase): Record<PartyKind, string> => {
  const unit = policeUnitOf(incident.municipality);
  if (!unit) throw new Error(`no unit for ${incident.municipality}`);
  return {
    employer,
    police: unit.code,
    om: unit.prosecutorsOffice,
    halt: haltOfficeOf(unit.code),
    recovery: employer,
  };
};

/** Someone in this role for this case: one of two. */
export function personIn(role: Role, known: PlayedCase, second = false): string {
  const kind = partyKindOfRole[role] ?? 'employer';
  return `${role}@${organisationsOf(known)[kind]}${second ? '#2' : ''}`;
}

/** Who reads a part of this kind whole, and how often it is chosen: as there is more for it to do. */
export const actorsOn = (kind: PartKind): { role: Role; weight: number }[] =>
  readers[kind].map((role) => ({ role, weight: Math.sqrt(commandsOf(kind, role).length) }));

function commandsOf(kind: PartKind, role: Role): string[] {
  const commands: Record<string, readonly Role[]> = policy[kind];
  return Object.keys(commands).filter(
    (command) => command !== correctEvent && !isVaultCommand(command) && commands[command]?.includes(role),
  );
}

/** Those whom others name in what they do. */
export const namedIn = (known: PlayedCase): string[] =>
  (['public_prosecutor', 'assistant_prosecutor', 'police_officer', 'om_liaison', 'recovery_officer'] as const).flatMap(
    (role) => [personIn(role, known), personIn(role, known, true)],
  );

/** Who looks in the case file. */
export const readersOfCase = (known: PlayedCase): string[] =>
  known.incident.walkIn
    ? [personIn('police_officer', known), personIn('om_liaison', known)]
    : [personIn('employer_contact', known), personIn('police_officer', known), personIn('om_liaison', known)];

export const partsOf = (known: PlayedCase, kind: PartKind): PartView[] =>
  [...known.parts.values()].filter((part) => part.kind === kind);

export const victimsOf = (known: PlayedCase): string[] =>
  [...known.created].filter(([reference]) => reference.startsWith('v')).map(([, id]) => id);

/** The officer at the desk of the unit where it happened. */
export const officerFor = ({ municipality }: Incident): string =>
  `police_officer@${policeUnitOf(municipality)?.code ?? ''}`;
