import type { PartKind } from '../contract/index.js';
import type { Agreement } from './catalogue/agreement.js';
import type { CaseFacts, Fact } from './facts.js';

/** What a clock is about: one police report, victim, suspect's strand or claim. */
export interface Subject {
  policeReport?: string;
  victim?: string;
  strand?: string;
  claim?: string;
  /** Where a strand has a clock at each agency: the part that it is there. */
  part?: PartKind;
}

export const keyOf = (subject: Subject): string =>
  [subject.part, subject.policeReport, subject.victim, subject.strand, subject.claim].filter(Boolean).join(' ');

/** Every subject of its kind that the facts know of, in the order in which they came up. */
export function subjectsFor(agreement: Agreement, facts: CaseFacts): Subject[] {
  const found = new Map<string, Subject>();
  // A submission begins a clock before there is a police report for it to be about.
  if (agreement.per === 'report' && agreement.startsOn.includes('incident-report.submitted')) found.set('', {});
  for (const event of facts.events) {
    const subject = subjectIn(agreement, event);
    if (subject) found.set(keyOf(subject), subject);
  }
  return [...found.values()];
}

function subjectIn(agreement: Agreement, event: Fact): Subject | undefined {
  const { policeReport, victim, strand, claim, part } = event.about;
  switch (agreement.per) {
    case 'report':
      return policeReport === undefined ? undefined : { policeReport };
    case 'victim':
      if (!agreement.startsOn.includes(event.type) || victim === undefined) return undefined;
      return { victim, ...(policeReport === undefined ? {} : { policeReport }) };
    case 'suspect':
      return strand === undefined ? undefined : { strand };
    case 'claim':
      return claim === undefined ? undefined : { claim };
    case 'strand':
      if (!agreement.startsOn.includes(event.type) || !part) return undefined;
      return part.kind === 'police-report'
        ? { part: part.kind, policeReport: part.id }
        : { part: part.kind, strand: part.id };
  }
}

/** Whether an event is about the subject of a clock. */
export function isAbout(agreement: Agreement, subject: Subject, event: Fact): boolean {
  const { about } = event;
  switch (agreement.per) {
    case 'report':
      return about.policeReport === subject.policeReport;
    case 'victim':
      // What ends a report ends what its victims asked for.
      return (
        about.victim === subject.victim || (isEndOf(agreement, event) && about.policeReport === subject.policeReport)
      );
    case 'suspect':
      return about.strand === subject.strand;
    case 'claim':
      return about.claim === subject.claim;
    case 'strand':
      return about.part?.kind === subject.part && about.part?.id === (subject.policeReport ?? subject.strand);
  }
}

const isEndOf = (agreement: Agreement, event: Fact): boolean => agreement.lapsesOn.includes(event.type);
