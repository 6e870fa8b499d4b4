interface Sourced {
  value: number;
  source: string;
}

const figure = (value: number, source: string): Sourced => ({ value, source });
const assumed = (value: number, why: string): Sourced => ({ value, source: `assumed: ${why}` });

/** What a nation's year is made of. */
export const yearFigures = {
  incidents: figure(150_000, 'design load of this system'),
  events: figure(2_000_000, 'design load of this system'),
  reportedToPolice: assumed(0.25, 'no single figure is known; a minority'),
  twoVictims: assumed(0.07, 'makes 40,000 police reports of 37,500 incidents, the design load'),
  verbal: figure(0.59, 'Opportuun 2022/06: 59 percent of what reaches the OM'),
  physical: figure(0.34, 'Opportuun 2022/06: 34 percent of what reaches the OM'),
  underNumber: figure(0.05, 'WODC, evaluation of reporting under number: near 5 percent of 2,770 incidents'),
  underNumberGranted: assumed(0.7, 'most requests are granted'),
  refusedByPolice: assumed(0.02, 'it is an exception'),
  withdrawn: assumed(0.02, 'it is an exception'),
  withSuspect: assumed(0.36, 'makes 15,000 suspects of 37,500 incidents, the design load'),
  twoSuspects: assumed(0.11, 'the same'),
  /** Of the suspects. */
  toProsecution: figure(0.66, 'Opportuun 2022/06: about 9,900 suspects at the OM in a year; of 15,000'),
  toHalt: figure(0.0113, 'VPT progress report 3.5: 85 cases in half a year; of 15,000 suspects'),
  /** Of the files at the OM. */
  heavy: figure(0.45, 'VPT progress report 3.3: handled in Compas, so summoned'),
  intervention: figure(0.85, 'VPT progress report 3.3: transaction, penal order, guilty verdict'),
  dismissed: assumed(0.1, 'with acquittals the 15 percent without an intervention'),
  penalOrder: assumed(0.3, 'two of three light cases; the others are transactions'),
  acquitted: assumed(0.11, 'of the summoned: what is missing to 15 percent without an intervention'),
  fullyPaid: figure(0.82, 'CJIB 2018: compensation measures fully paid by the offender'),
  damageWhenReported: assumed(0.3, 'some have damage'),
  damageWhenNot: assumed(0.1, 'fewer'),
  employerMeasure: assumed(0.25, 'a ban, a letter, a talk'),
  toldInTime: assumed(0.8, 'those who must be told of a decision mostly are'),
  /** How many times an ordinary day the day of unrest has. */
  peak: assumed(10, "New Year's Eve"),
} as const;

/** A share or number of the year, without where it comes from. */
export const ofYear = (name: keyof typeof yearFigures): number => yearFigures[name].value;
