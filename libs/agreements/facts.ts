import type { ChainEvent, EventData, EventOf, EventType, Instant, PartyKind } from '../contract/index.js';

/** An event of the chain as the agreements rest on it. */
export type Fact = ChainEvent;
export type FactOf<T extends EventType> = EventOf<T>;

/** Everything that is known of a case, in the order in which it happened, with corrections in their place. */
export interface CaseFacts {
  caseId: string;
  caseNumber: string;
  /** In the order of happening; what was recorded earlier first where two happened at the same moment. */
  events: readonly Fact[];
  incident?: EventData<'incident-report.submitted'>['incident'];
  unit?: string;
  prosecutorsOffice?: string;
  haltOffice?: string;
  recoverer?: string;
}

const isOf =
  <T extends EventType>(type: T) =>
  (event: Fact): event is FactOf<T> & Fact =>
    event.type === type;

export const eventsOf = <T extends EventType>(facts: CaseFacts, type: T): FactOf<T>[] =>
  facts.events.filter(isOf(type));

/** By what is known by now; the order in which the events became known makes no difference. */
export function factsOf(known: readonly Fact[]): CaseFacts {
  const [first] = known;
  const events = corrected(known).sort(byHappening);
  const facts: CaseFacts = { caseId: first?.caseId ?? '', caseNumber: first?.caseNumber ?? '', events };
  for (const event of events) note(facts, event);
  return facts;
}

const byHappening = (a: Fact, b: Fact): number =>
  compare(a.occurredAt, b.occurredAt) || compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The newest correction of an event tells how it was. */
function corrected(known: readonly Fact[]): Fact[] {
  const corrections = known.filter(isOf('event.corrected')).sort((a, b) => compare(a.id, b.id));
  const newest = new Map(corrections.map((correction) => [correction.data.event, correction.data]));
  return known.map((event) => {
    const right = newest.get(event.id);
    return right ? ({ ...event, occurredAt: right.occurredAt, data: right.data } as Fact) : event;
  });
}

function note(facts: CaseFacts, event: Fact): void {
  switch (event.type) {
    case 'incident-report.registered':
      facts.incident = event.data.incident;
      break;
    case 'incident-report.submitted':
      facts.incident = event.data.incident;
      facts.unit ??= event.data.policeUnit;
      break;
    case 'police-report.received':
      facts.incident ??= event.data.incident;
      facts.unit ??= event.data.policeUnit;
      break;
    case 'file.sent-to-prosecution':
    case 'halt-consent.requested':
      facts.prosecutorsOffice ??= event.data.prosecutorsOffice;
      break;
    case 'suspect.referred-to-halt':
      facts.haltOffice ??= event.data.haltOffice;
      break;
    case 'claim.opened':
      facts.recoverer ??= event.data.recoverer;
      break;
    default:
  }
}

export const incidentAt = ({ incident }: CaseFacts): Instant | undefined => incident?.incidentAt;

/** Which organisations are party to the case, and in which quality. */
export const partiesOf = (facts: CaseFacts): Record<PartyKind, string | undefined> => ({
  employer: facts.incident?.employer,
  police: facts.unit,
  om: facts.prosecutorsOffice,
  halt: facts.haltOffice,
  recovery: facts.recoverer,
});

/** In one order, so that what has not changed is stored as it was. */
export const organisationsIn = (facts: CaseFacts): string[] =>
  [...new Set(Object.values(partiesOf(facts)).filter((code) => code !== undefined))].sort();

/** The police reports that were taken, by their identifier. */
export const takenReports = (facts: CaseFacts): Map<string, EventData<'police-report.taken'>> =>
  new Map(eventsOf(facts, 'police-report.taken').map((event) => [event.about.policeReport ?? '', event.data]));

export const takingOf = (facts: CaseFacts, report: string): EventData<'police-report.taken'> | undefined =>
  takenReports(facts).get(report);

/** The injured parties who asked to be informed, when their report was taken. */
export const partiesWhoAsked = (facts: CaseFacts): string[] =>
  [...takenReports(facts).values()].filter((taken) => taken.wantsInformation).map((taken) => taken.party);

export const hasEmployer = ({ incident }: CaseFacts): boolean => incident?.employer !== undefined;

/** The age of a suspect on the date of the incident. */
export const ageOf = (facts: CaseFacts, strand: string): number | undefined =>
  eventsOf(facts, 'suspect.registered').find((event) => event.about.strand === strand)?.data.age;

/** Which organisation has to keep an agreement of this owner, and in which quality. */
export function keeperOf(
  facts: CaseFacts,
  kind: Exclude<PartyKind, 'employer'>,
): { organisation?: string; kind: Exclude<PartyKind, 'employer'> } {
  const organisations = {
    police: facts.unit,
    om: facts.prosecutorsOffice,
    halt: facts.haltOffice,
    recovery: facts.recoverer,
  };
  return { organisation: organisations[kind], kind };
}
