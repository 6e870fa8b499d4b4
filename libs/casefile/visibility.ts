import {
  isAgreementEvent,
  isEventType,
  knownTo,
  partyKinds,
  seenBy,
  type ChainEvent,
  type EventData,
  type EventType,
  type PartyKind,
  type Role,
} from '../contract/index.js';
import type { PartPicture, Picture } from './picture.js';

/** A correction is seen by whom the event that it corrects is seen. */
const typeShown = (event: ChainEvent): EventType =>
  event.type === 'event.corrected' && isEventType(event.data.type) ? event.data.type : event.type;

/** In which qualities a reader's organisation is party to the case, of those in which this person reads. */
export const kindsOf = (
  { parties }: Picture,
  { organisation, kinds }: { organisation: string; kinds: readonly PartyKind[] },
): PartyKind[] =>
  parties.flatMap((party) => (party.organisation === organisation && kinds.includes(party.kind) ? [party.kind] : []));

export const isParty = ({ parties }: Picture, organisation: string): boolean =>
  parties.some((party) => party.organisation === organisation);

/** Whether a party of this kind and organisation may see the event. Halt sees its own strands only. */
export function maySee(picture: Picture, event: ChainEvent, kind: PartyKind, organisation: string): boolean {
  if (!seenBy(typeShown(event)).includes(kind)) return false;
  if (kind !== 'halt') return true;
  return picture.strands.some((strand) => strand.id === event.about.strand && strand.haltOffice === organisation);
}

/** Whether a party of this kind and organisation knows of the part. Halt knows of its own strands only. */
export function knowsPart(picture: Picture, part: PartPicture, kind: PartyKind, organisation: string): boolean {
  if (!knownTo[part.kind].includes(kind)) return false;
  if (kind !== 'halt') return true;
  return picture.strands.some((strand) => strand.id === part.id && strand.haltOffice === organisation);
}

type Members = readonly string[] | 'all';

/**
 * What employer and recovery are told of an event's contents: that a suspect exists and what was decided,
 * not who it is. Police, OM and Halt see the contents whole. Source: visibility.json, notes.
 */
const toldToInjuredSide: Partial<Record<EventType, Members>> = {
  'employer-measure.recorded': 'all',
  'police-report.acknowledged': ['appointmentAt'],
  'police-report.taken': ['offences', 'vptCode', 'joinderWish', 'wantsInformation', 'complaintOffence'],
  'police-report.refused': ['ground'],
  'investigation.closed': ['ground'],
  'file.received': ['offences', 'vptCode'],
  'file.dismissed': ['kind', 'groundCode'],
  'transaction.offered': ['amountCents', 'hours', 'compensation', 'claimsNamed'],
  'transaction.fulfilled': ['compensation'],
  'penal-order.issued': ['fineCents', 'hours', 'compensation', 'claimsNamed'],
  'summons.issued': ['hearingAt', 'claimsNamed'],
  'hearing.rescheduled': ['hearingAt'],
  'judgment.given': ['verdict', 'instance', 'sentence', 'claimsNamed', 'awards'],
  'halt-agreement.signed': ['compensation'],
  'halt.progressed': ['compensationPaid'],
  'victim.informed': ['about', 'by'],
  'employer.informed': ['about', 'by'],
  'claim.opened': 'all',
  'claim.substantiated': 'all',
  'claim.route-chosen': 'all',
  'claim.awarded': 'all',
  'payment.received': 'all',
  'payment.reversed': 'all',
  'advance.paid': 'all',
};

/** The contents of the event as far as a reader of these kinds may have them; an auditor has none. */
export function contentsFor(event: ChainEvent, kinds: readonly PartyKind[]): object {
  if (event.type !== 'event.corrected' || kinds.length === 0) return membersFor(event.type, event.data, kinds);
  return { ...event.data, data: membersFor(typeShown(event), event.data.data, kinds) };
}

export function membersFor(type: EventType, data: object, kinds: readonly PartyKind[]): object {
  if (kinds.some((kind) => kind !== 'employer' && kind !== 'recovery')) return data;
  if (kinds.length === 0) return {};
  const members = toldToInjuredSide[type] ?? [];
  if (members === 'all') return data;
  return Object.fromEntries(Object.entries(data).filter(([member]) => members.includes(member)));
}

/** The strands that a reader may know of: the injured side hears of a suspect when the strand leaves the police. */
export function strandsFor(picture: Picture, kinds: readonly PartyKind[], organisation: string): Picture['strands'] {
  return picture.strands.filter(
    (strand) =>
      kinds.includes('police') ||
      kinds.includes('om') ||
      (kinds.includes('halt') && strand.haltOffice === organisation) ||
      (kinds.some((kind) => kind === 'employer' || kind === 'recovery') &&
        strand.state !== 'at_police' &&
        strand.state !== 'closed'),
  );
}

/** The feed of those who keep the agreements of an organisation. */
export type LiaisonKind = `${PartyKind} liaison`;

const liaisonRoles: Partial<Record<Role, LiaisonKind>> = {
  police_liaison: 'police liaison',
  om_liaison: 'om liaison',
  halt_coordinator: 'halt liaison',
  recovery_officer: 'recovery liaison',
};

export const liaisonKindsOf = (roles: readonly Role[]): LiaisonKind[] =>
  roles.flatMap((role) => liaisonRoles[role] ?? []);

/** Every feed that an organisation may have. */
export const feedKinds: readonly string[] = [...partyKinds, ...Object.values(liaisonRoles)];

/** What becomes of an agreement is told to the liaisons of the organisation that has to keep it. */
export function liaisonToldOf(event: ChainEvent): { kind: LiaisonKind; organisation: string } | undefined {
  if (!isAgreementEvent(event.type)) return undefined;
  const { kind, organisation } = event.data as EventData<'agreement.started'>;
  return kind && organisation ? { kind: `${kind} liaison`, organisation } : undefined;
}
