import { eventTypes, seenBy, type ChainEvent, type EventType, type PartyKind } from '../contract/index.js';
import type { Picture } from './picture.js';

/** Whether a party of this kind and organisation may see the event. Halt sees its own strands only. */
export function maySee(picture: Picture, event: ChainEvent, kind: PartyKind, organisation: string): boolean {
  if (!seenBy(event.type).includes(kind)) return false;
  if (kind !== 'halt') return true;
  return picture.strands.some((strand) => strand.id === event.about.strand && strand.haltOffice === organisation);
}

export const typesSeenBy = (kind: PartyKind): EventType[] => eventTypes.filter((type) => seenBy(type).includes(kind));

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
  if (kinds.some((kind) => kind !== 'employer' && kind !== 'recovery')) return event.data;
  if (kinds.length === 0) return {};
  const members = toldToInjuredSide[event.type] ?? [];
  if (members === 'all') return event.data;
  return Object.fromEntries(Object.entries(event.data).filter(([member]) => members.includes(member)));
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
