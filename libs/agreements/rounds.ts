import type { Instant, LocalDate } from '../contract/index.js';
import { endOfTerm, localDate, startOfDay, workingDaysBefore, addDays } from '../platform/terms/index.js';
import type { AgreedTerm, Agreement, AgreementSet, Owner } from './catalogue/agreement.js';
import type { Clock, Ending } from './clock.js';
import { partiesWhoAsked, takingOf, type CaseFacts, type Fact } from './facts.js';
import { logicOf } from './logic/index.js';
import { isAbout, type Subject } from './subject.js';

const producerOf: Record<Owner, Fact['producer'] | undefined> = {
  police: 'police',
  om: 'prosecution',
  halt: 'halt',
  recovery: 'recovery',
  chain: undefined,
};

/** What the rounds of one agreement about one subject are found in. */
export interface Case {
  facts: CaseFacts;
  agreement: Agreement;
  subject: Subject;
  /** When, from an outside reason, the clocks of this agreement about this subject ended (a report without VPT code). */
  codeLeftOffAt?: { at: Instant; by: string };
}

/** When the thing that the clock looks at happened, or was recorded for clocks about the machine itself. */
const timeOf = (agreement: Agreement, event: Fact): Instant =>
  agreement.judgedByRecorded ? event.recordedAt : event.occurredAt;

/** The rounds of a term: every starting event begins one, and puts an end to one that is still running. */
export function roundsOf(of: Case, setAndTerm: (start: Fact) => SetAndTerm | undefined): Clock[] {
  const starts = startsIn(of);
  return starts.flatMap((start, index) => {
    const found = setAndTerm(start);
    if (!found) return [];
    const clock = begin(of, start, found);
    clock.ending = endingOf(of, clock, start, starts[index + 1]);
    return [clock];
  });
}

export interface SetAndTerm {
  set: AgreementSet;
  term: AgreedTerm;
}

function startsIn({ facts, agreement, subject, codeLeftOffAt }: Case): Fact[] {
  const { applies, begins } = logicOf(agreement.logic);
  const starts = facts.events.filter(
    (event) =>
      agreement.startsOn.includes(event.type) &&
      (begins?.(facts, subject, event) ?? isAbout(agreement, subject, event)) &&
      (applies?.(facts, subject, event) ?? true) &&
      (!codeLeftOffAt || event.occurredAt < codeLeftOffAt.at),
  );
  return agreement.first ? starts.slice(0, 1) : starts;
}

function begin({ facts, agreement, subject }: Case, start: Fact, { set, term }: SetAndTerm): Clock {
  const startedAt = timeOf(agreement, start);
  const countsFrom = logicOf(agreement.logic).countsFrom?.(facts, subject, start) ?? startedAt;
  const { lastDay, endsAt, skipped } = limited(agreement, start, endOfTerm(term, countsFrom));
  return {
    agreement: agreement.id,
    set: set.id,
    subject,
    round: start.id,
    startedAt,
    countsFrom,
    term,
    lastDay,
    endsAt,
    dueSoonAt: startOfDay(isShort(term) ? lastDay : workingDaysBefore(lastDay, workingDaysOfNotice)),
    skipped,
  };
}

const workingDaysOfNotice = 2;

/** For terms under three working days the last day is notice enough. */
const isShort = ({ n, unit }: AgreedTerm): boolean => unit === 'hours' || (n < 3 && unit !== 'months');

/** notAfter: told before the hearing at the latest, whatever the term. */
function limited<End extends { lastDay: LocalDate; endsAt: Instant }>(
  agreement: Agreement,
  start: Fact,
  end: End,
): End {
  if (!agreement.notAfterHearing || !('hearingAt' in start.data)) return end;
  const hearingDay = localDate(start.data.hearingAt);
  return hearingDay < end.lastDay ? { ...end, lastDay: hearingDay, endsAt: startOfDay(addDays(hearingDay, 1)) } : end;
}

/** What came first: it was met, what it was about went, or a new round replaced it. A breach stays a breach. */
function endingOf(of: Case, clock: Clock, start: Fact, next: Fact | undefined): Ending | undefined {
  const { agreement, facts, subject, codeLeftOffAt } = of;
  if (logicOf(agreement.logic).keptBefore?.(facts, subject, start))
    return { how: 'met', at: clock.startedAt, by: start.id };
  const met = meeting(of, clock, start, next);
  const gone = [
    ...lapses(of, clock, start),
    ...(next ? [{ how: 'lapsed' as const, at: timeOf(agreement, next), by: next.id }] : []),
    ...(codeLeftOffAt ? [{ how: 'lapsed' as const, ...codeLeftOffAt }] : []),
  ]
    .filter(({ at }) => at < (clock.endsAt ?? ''))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0];
  if (!met) return gone;
  return gone && gone.at < met.at ? gone : met;
}

function lapses({ agreement, facts, subject }: Case, clock: Clock, start: Fact): Ending[] {
  return facts.events
    .filter((event) => agreement.lapsesOn.includes(event.type) && isAbout(agreement, subject, event))
    .filter((event) => isAfter(facts, start, event) || timeOf(agreement, event) > clock.startedAt)
    .map((event) => ({ how: 'lapsed', at: timeOf(agreement, event), by: event.id }));
}

const isAfter = (facts: CaseFacts, start: Fact, event: Fact): boolean =>
  facts.events.indexOf(event) > facts.events.indexOf(start);

/** The event that met the round, or the last of those that together did. */
function meeting(of: Case, clock: Clock, start: Fact, next: Fact | undefined): Ending | undefined {
  const { facts, agreement } = of;
  const until = next ? facts.events.indexOf(next) : facts.events.length;
  // Where the term counts from an earlier moment, what was done since then counts too.
  const from = clock.countsFrom < clock.startedAt ? -1 : facts.events.indexOf(start);
  const candidates = facts.events.filter(
    (event, index) =>
      index > from &&
      index < until &&
      event !== start &&
      timeOf(agreement, event) >= clock.countsFrom &&
      meets(of, start, event),
  );
  const last = agreement.metBy.includes('victim.informed') ? lastInformed(of, candidates) : candidates[0];
  return last && { how: 'met', at: timeOf(agreement, last), by: last.id };
}

function meets({ agreement, subject }: Case, start: Fact, event: Fact): boolean {
  if (!agreement.metBy.includes(event.type) || !isAbout(agreement, subject, event)) return false;
  if (agreement.by && event.producer !== producerOf[agreement.by]) return false;
  if (event.type !== 'victim.informed' && event.type !== 'employer.informed') return true;
  if (agreement.aboutStart && event.data.about !== start.type) return false;
  return agreement.means?.includes(event.data.by) ?? true;
}

/** Where single victims were informed, the clock is met when the last of those who asked is. */
function lastInformed({ facts, subject }: Case, informed: readonly Fact[]): Fact | undefined {
  const asked =
    subject.policeReport === undefined
      ? partiesWhoAsked(facts)
      : [takingOf(facts, subject.policeReport)?.party ?? ''].filter(Boolean);
  const waiting = new Set(asked);
  for (const event of informed) {
    if (event.type !== 'victim.informed') continue;
    for (const party of event.data.parties) waiting.delete(party);
    if (waiting.size === 0) return event;
  }
  return undefined;
}
