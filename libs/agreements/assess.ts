import type { Instant, LocalDate } from '../contract/index.js';
import { localDate } from '../platform/terms/index.js';
import { followsIncident, restsOnVptCode, type Agreement, type AgreementSet } from './catalogue/agreement.js';
import { setFor, termIn, type Catalogue } from './catalogue/catalogue.js';
import { clockKey, type Clock } from './clock.js';
import { eventsOf, incidentAt, takenReports, type CaseFacts, type Fact } from './facts.js';
import { logicOf } from './logic/index.js';
import { roundsOf, type Case, type SetAndTerm } from './rounds.js';
import { isAbout, subjectsFor, type Subject } from './subject.js';

/** A round that its owner's liaison set aside, with a reason. */
export interface Waiver {
  clock: string;
  at: Instant;
  by: string;
}

/** The sets that a case was given, per agreement: it keeps them, whatever is loaded later. */
export type GivenSets = Record<string, string>;

export interface Assessment {
  clocks: Clock[];
  given: GivenSets;
}

/**
 * Every clock of a case, from everything that is known of it. Pure, and blind to the order in which the facts
 * became known: what counts is when things happened.
 */
export function assess(
  catalogue: Catalogue,
  facts: CaseFacts,
  waivers: readonly Waiver[],
  given: GivenSets = {},
): Assessment {
  const sets = { ...given };
  const clocks = catalogue.agreements.flatMap((agreement) =>
    subjectsFor(agreement, facts).flatMap((subject) => clocksOf(catalogue, facts, agreement, subject, sets)),
  );
  for (const clock of clocks) waive(clock, waivers);
  return { clocks, given: sets };
}

function clocksOf(
  catalogue: Catalogue,
  facts: CaseFacts,
  agreement: Agreement,
  subject: Subject,
  given: GivenSets,
): Clock[] {
  const codeLeftOffAt = restsOnVptCode(agreement) ? codeLeftOff(facts, subject) : undefined;
  const of: Case = { facts, agreement, subject, codeLeftOffAt };
  const found = (start: Fact): AgreementSet | undefined => givenSet(catalogue, facts, agreement, start, given);
  if (agreement.kind === 'conduct') return judged(of, found);
  return roundsOf(of, (start): SetAndTerm | undefined => {
    const set = found(start);
    const term = set && termIn(catalogue, set, agreement);
    return set && term && { set, term };
  });
}

/** The set by the date that counts: the incident for P, O and C, for the others the event that starts the clock. */
function givenSet(
  catalogue: Catalogue,
  facts: CaseFacts,
  agreement: Agreement,
  start: Fact,
  given: GivenSets,
): AgreementSet | undefined {
  const at = followsIncident(agreement) ? incidentAt(facts) : start.occurredAt;
  if (at === undefined) return undefined;
  const on = localDate(at);
  if (agreement.validFrom !== undefined && on < agreement.validFrom) return undefined;
  const key = givenKey(agreement, start);
  const kept = catalogue.sets.find(({ id }) => id === given[key]);
  if (kept && isInForce(kept, on)) return kept;
  const set = setFor(catalogue, agreement, on, facts.unit);
  // Which covenant applies is known once the unit is.
  if (set && facts.unit !== undefined) given[key] = set.id;
  return set;
}

const givenKey = (agreement: Agreement, start: Fact): string =>
  followsIncident(agreement) ? agreement.id : `${agreement.id} ${start.id}`;

const isInForce = (set: AgreementSet, on: LocalDate): boolean =>
  set.validFrom <= on && on <= (set.validTo ?? '9999-12-31');

/** Conduct is judged whenever the thing is done. P-04 itself is judged also without the code. */
function judged(
  { facts, agreement, subject, codeLeftOffAt }: Case,
  setOf: (event: Fact) => AgreementSet | undefined,
): Clock[] {
  const { applies, requires } = logicOf(agreement.logic);
  return facts.events
    .filter((event) => agreement.judgedOn.includes(event.type) && isAbout(agreement, subject, event))
    .filter((event) => agreement.logic === 'P-04' || !codeLeftOffAt || event.occurredAt < codeLeftOffAt.at)
    .filter((event) => applies?.(facts, subject, event) ?? true)
    .flatMap((event): Clock[] => {
      const set = setOf(event);
      if (!set) return [];
      const kept = requires?.(facts, subject, event) ?? true;
      const { occurredAt } = event;
      return [
        {
          agreement: agreement.id,
          set: set.id,
          subject,
          round: event.id,
          startedAt: occurredAt,
          countsFrom: occurredAt,
          skipped: [],
          kept,
        },
      ];
    });
}

/**
 * When the report was taken without the VPT code; of a suspect, when every taken report of the case was.
 * From then on P, O and C do not apply.
 */
function codeLeftOff(facts: CaseFacts, subject: Subject): { at: Instant; by: string } | undefined {
  const taken = eventsOf(facts, 'police-report.taken');
  if (subject.policeReport !== undefined) {
    const own = taken.find((event) => event.about.policeReport === subject.policeReport);
    return own && !own.data.vptCode ? { at: own.occurredAt, by: own.id } : undefined;
  }
  const [first] = taken;
  if (!first || [...takenReports(facts).values()].some((report) => report.vptCode)) return undefined;
  return { at: first.occurredAt, by: first.id };
}

/** Waiving ends the round that is running, due soon or breached; what was met before it stays met. */
function waive(clock: Clock, waivers: readonly Waiver[]): void {
  const waiver = waivers.find((one) => one.clock === clockKey(clock));
  if (!waiver) return;
  if (clock.ending && clock.ending.at < waiver.at) return;
  clock.ending = { how: 'waived', at: waiver.at, by: waiver.by };
}

/** The latest round of each clock: its outcome is the one that is shown. */
export function latestRounds(clocks: readonly Clock[]): Clock[] {
  const latest = new Map<string, Clock>();
  for (const clock of clocks) {
    const key = clockKey({ ...clock, round: '' });
    const known = latest.get(key);
    if (!known || clock.startedAt >= known.startedAt) latest.set(key, clock);
  }
  return [...latest.values()];
}
