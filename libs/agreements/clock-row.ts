import type { Instant, LocalDate, PartyKind } from '../contract/index.js';
import { localDate } from '../platform/terms/index.js';
import type { Agreement, Owner } from './catalogue/agreement.js';
import { hoursTaken, nextChange, outcomeAt, type Clock, type Outcome } from './clock.js';
import { eventsOf, keeperOf, type CaseFacts } from './facts.js';
import { keyOf, type Subject } from './subject.js';

export type KeeperKind = Exclude<PartyKind, 'employer'>;

/** A clock as it is kept: with who has to keep it, under what it is counted, and when it changes next. */
export interface ClockRow {
  caseId: string;
  agreement: string;
  subject: string;
  round: string;
  clock: Clock;
  about: Subject;
  owner: Owner;
  organisation: string | null;
  kind: KeeperKind;
  unit: string;
  sector: string;
  month: LocalDate;
  handler: string | null;
  informational: boolean;
  outcome: Outcome;
  dueSoonAt: Instant | null;
  endsAt: Instant | null;
  nextAt: Instant | null;
}

export function rowOf(facts: CaseFacts, agreement: Agreement, clock: Clock, now: Instant): ClockRow {
  const kind = keeperKind(agreement.owner, clock.subject, facts, clock);
  const { organisation } = keeperOf(facts, kind);
  return {
    caseId: facts.caseId,
    agreement: agreement.id,
    subject: keyOf(clock.subject),
    round: clock.round,
    clock,
    about: clock.subject,
    owner: agreement.owner,
    organisation: organisation ?? null,
    kind,
    unit: facts.unit ?? 'none',
    sector: facts.incident?.sector ?? 'none',
    month: `${localDate(clock.startedAt).slice(0, 7)}-01`,
    handler: handlerOf(facts, kind, clock.subject) ?? null,
    informational: agreement.informational,
    outcome: outcomeAt(clock, now),
    dueSoonAt: clock.dueSoonAt ?? null,
    endsAt: clock.endsAt ?? null,
    nextAt: nextChange(clock, now) ?? null,
  };
}

/** Who keeps it: the owner; of the chain's own, the organisation whose strand it is, or that has to receive. */
function keeperKind(owner: Owner, subject: Subject, facts: CaseFacts, clock: Clock): KeeperKind {
  if (owner !== 'chain') return owner;
  if (subject.part === 'file') return 'om';
  if (subject.part === 'halt-referral') return 'halt';
  const start = facts.events.find(({ id }) => id === clock.round);
  if (start?.type === 'file.sent-to-prosecution') return 'om';
  return start?.type === 'suspect.referred-to-halt' ? 'halt' : 'police';
}

const partKindOf: Record<KeeperKind, string> = {
  police: 'police-report',
  om: 'file',
  halt: 'halt-referral',
  recovery: 'claim',
};

/** Who was last assigned to the part that the clock is about, at the keeper. */
function handlerOf(facts: CaseFacts, kind: KeeperKind, subject: Subject): string | undefined {
  const ids = [subject.policeReport, subject.strand, subject.claim];
  return eventsOf(facts, 'handler.assigned').findLast(
    ({ about }) => about.part?.kind === partKindOf[kind] && ids.includes(about.part.id),
  )?.data.handler;
}

/** How long it took, in hours up to ten days and in whole days (of 24 hours) beyond: what the figures are kept in. */
export function durationBucket(clock: Clock): number | undefined {
  const hours = hoursTaken(clock);
  if (hours === undefined) return undefined;
  const whole = Math.ceil(hours);
  return whole <= 240 ? whole : Math.ceil(hours / 24) * 24;
}
