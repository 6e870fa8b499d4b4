import { Code, Day, Id, Moment, data, oneOf, optional } from './shapes.js';

export const agreementOwners = ['police', 'om', 'halt', 'recovery', 'chain'] as const;

/** Which clock it is: the agreement, what it is about (a report, a strand, a claim, a victim), and its round. */
const clock = {
  agreement: Code,
  owner: oneOf(agreementOwners),
  /** The organisation that has to keep it, and in which quality it is party to the case. */
  organisation: optional(Code),
  kind: optional(oneOf(['police', 'om', 'halt', 'recovery'])),
  /** The event that began the round. */
  round: Id,
};

const onClock = {
  data: data({ ...clock, lastDay: optional(Day), endsAt: optional(Moment) }),
  addressedTo: [],
  seenBy: [],
} as const;

/**
 * What becomes of the agreements of a case. Seen by the organisation that has to keep them, in its feed;
 * they are in no timeline.
 */
export const agreementEvents = {
  'agreement.started': onClock,
  'agreement.due-soon': onClock,
  'agreement.met': onClock,
  'agreement.breached': onClock,
  /** News that came late: it had been kept after all. */
  'agreement.breach-withdrawn': onClock,
  'agreement.met-late': onClock,
  'agreement.waived': onClock,
  'agreement.lapsed': onClock,
} as const;
