import {
  Cents,
  ClaimAmount,
  Code,
  Count,
  Flag,
  Id,
  Moment,
  apologies,
  data,
  haltVerdicts,
  list,
  oneOf,
  optional,
} from './shapes.js';

/** To whom a strand goes back: the referrer. */
const referrer = oneOf(['police', 'om']);

export const haltEvents = {
  'referral.received': {
    data: data({ haltOffice: Code, referrer, verdict: oneOf(haltVerdicts), failing: list(Code) }),
    addressedTo: [],
    seenBy: ['employer', 'police', 'om', 'halt'],
  },
  'halt-consent.requested': {
    data: data({ policeUnit: Code, prosecutorsOffice: Code, haltOffice: Code, employer: optional(Code) }),
    addressedTo: ['prosecution'],
    seenBy: ['police', 'om', 'halt'],
  },
  /** The prosecutor consented: the referral can be accepted; told to the case file only. */
  'referral.consented': { data: data({}), addressedTo: [], seenBy: [] },
  'referral.accepted': { data: data({}), addressedTo: [], seenBy: ['employer', 'police', 'om', 'halt', 'recovery'] },
  'referral.declined': {
    data: data({ to: referrer, consentRefused: Flag }),
    addressedTo: ['police', 'prosecution', 'recovery'],
    seenBy: ['employer', 'police', 'om', 'halt', 'recovery'],
  },
  'youth.invited': { data: data({ appointmentAt: Moment }), addressedTo: [], seenBy: ['halt'] },
  'halt-agreement.signed': {
    data: data({
      hours: Count,
      apology: oneOf(apologies),
      conversationWithVictim: Flag,
      compensation: list(ClaimAmount),
    }),
    addressedTo: ['recovery'],
    seenBy: ['police', 'om', 'halt', 'recovery'],
  },
  'halt.progressed': {
    data: data({
      hoursDone: optional(Count),
      apologyMade: optional(Flag),
      conversationHeld: optional(Flag),
      compensationPaid: optional(data({ claim: Id, amountCents: Cents, reference: Code })),
    }),
    addressedTo: ['recovery'],
    seenBy: ['halt', 'recovery'],
  },
  'halt.completed': {
    data: data({ referrer }),
    addressedTo: ['police', 'prosecution', 'recovery'],
    seenBy: ['employer', 'police', 'om', 'halt', 'recovery'],
  },
  'halt.returned': {
    data: data({ to: referrer }),
    addressedTo: ['police', 'prosecution', 'recovery'],
    seenBy: ['employer', 'police', 'om', 'halt', 'recovery'],
  },
} as const;
