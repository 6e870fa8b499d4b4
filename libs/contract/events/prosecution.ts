import {
  Article,
  Cents,
  ClaimAmount,
  Code,
  Count,
  DemandFacts,
  Flag,
  Id,
  Moment,
  Sanction,
  data,
  list,
  oneOf,
  optional,
  verdicts,
} from './shapes.js';

/** Which claims the decision names, and whether a reason was given for one that it leaves out. */
const named = { claimsNamed: list(Id), claimsWished: list(Id), noClaimReasonGiven: Flag };

export const prosecutionEvents = {
  'file.received': {
    data: data({ prosecutorsOffice: Code, offences: list(Article), vptCode: Flag, policeVptCode: Flag }),
    addressedTo: [],
    seenBy: ['employer', 'police', 'om'],
  },
  'file.dismissed': {
    data: data({ kind: oneOf(['technical', 'policy']), groundCode: Code }),
    addressedTo: ['recovery'],
    seenBy: ['employer', 'police', 'om', 'recovery'],
  },
  'transaction.offered': {
    data: data({
      amountCents: Cents,
      hours: optional(Count),
      compensation: list(ClaimAmount),
      demand: DemandFacts,
      ...named,
    }),
    addressedTo: ['recovery'],
    seenBy: ['employer', 'police', 'om', 'recovery'],
  },
  'transaction.fulfilled': {
    data: data({ compensation: list(ClaimAmount) }),
    addressedTo: ['recovery'],
    seenBy: ['employer', 'police', 'om', 'recovery'],
  },
  'transaction.lapsed': { data: data({}), addressedTo: ['recovery'], seenBy: ['employer', 'police', 'om', 'recovery'] },
  'penal-order.issued': {
    data: data({
      fineCents: optional(Cents),
      hours: optional(Count),
      compensation: list(ClaimAmount),
      demand: DemandFacts,
      ...named,
    }),
    addressedTo: ['recovery'],
    seenBy: ['employer', 'police', 'om', 'recovery'],
  },
  'penal-order.opposed': {
    data: data({}),
    addressedTo: ['recovery'],
    seenBy: ['employer', 'police', 'om', 'recovery'],
  },
  'penal-order.final': { data: data({}), addressedTo: ['recovery'], seenBy: ['employer', 'police', 'om', 'recovery'] },
  'summons.issued': {
    data: data({ hearingAt: Moment, fastTrack: Flag, demand: DemandFacts, ...named }),
    addressedTo: ['recovery'],
    seenBy: ['employer', 'police', 'om', 'recovery'],
  },
  'hearing.rescheduled': {
    data: data({ hearingAt: Moment }),
    addressedTo: [],
    seenBy: ['employer', 'police', 'om', 'recovery'],
  },
  'judgment.given': {
    data: data({
      verdict: oneOf(verdicts),
      instance: oneOf(['first', 'appeal']),
      sentence: optional(data({ ...Sanction.properties, suspendedDays: optional(Count) })),
      violentOrSexual: Flag,
      /** The claims that the summons named: a claim named and not awarded can be rejected. */
      claimsNamed: list(Id),
      awards: list(data({ claim: Id, amountCents: Cents, jointly: Flag, measure: Flag })),
    }),
    addressedTo: ['recovery'],
    seenBy: ['employer', 'police', 'om', 'recovery'],
  },
  'judgment.appealed': { data: data({}), addressedTo: ['recovery'], seenBy: ['employer', 'police', 'om', 'recovery'] },
  'judgment.final': { data: data({}), addressedTo: ['recovery'], seenBy: ['employer', 'police', 'om', 'recovery'] },
  'halt-consent.given': { data: data({}), addressedTo: ['halt'], seenBy: ['police', 'om', 'halt'] },
  'halt-consent.refused': { data: data({}), addressedTo: ['halt'], seenBy: ['police', 'om', 'halt'] },
  /** The end of a file whose suspect completed Halt; told to the case file only. */
  'file.completed-at-halt': { data: data({}), addressedTo: [], seenBy: [] },
} as const;
