import { Cents, Code, Day, Flag, Id, data, list, oneOf, optional, recoveryRoutes } from './shapes.js';

const claimed = { party: Id, partyKind: oneOf(['victim', 'employer']), claimedCents: Cents };
const payment = data({ from: Code, amountCents: Cents, reference: Code, receivedOn: Day });

export const recoveryEvents = {
  'claim.opened': {
    data: data({ ...claimed, recoverer: optional(Code) }),
    addressedTo: ['prosecution', 'halt'],
    seenBy: ['employer', 'recovery'],
  },
  'claim.substantiated': {
    data: data(claimed),
    addressedTo: ['prosecution', 'halt'],
    seenBy: ['employer', 'recovery'],
  },
  /** Damage named again raised the claim; told to those who award on it. */
  'claim.extended': { data: data(claimed), addressedTo: ['prosecution', 'halt'], seenBy: [] },
  'claim.route-chosen': {
    data: data({ route: oneOf(recoveryRoutes) }),
    addressedTo: [],
    seenBy: ['employer', 'recovery', 'om'],
  },
  'claim.awarded': {
    data: data({
      awardedCents: Cents,
      /** Every live award on the claim, so that nobody awards over it. */
      awards: list(data({ debtors: list(Id), amountCents: Cents, jointly: Flag })),
    }),
    addressedTo: ['prosecution', 'halt'],
    seenBy: ['employer', 'recovery', 'om'],
  },
  /** An award became void and none took its place at once; told to those who award on it. */
  'claim.award-voided': {
    data: data({
      awardedCents: Cents,
      awards: list(data({ debtors: list(Id), amountCents: Cents, jointly: Flag })),
    }),
    addressedTo: ['prosecution', 'halt'],
    seenBy: [],
  },
  /** A new suspect made a settled claim open again for what was not awarded; told to the case file only. */
  'claim.reopened': { data: data({}), addressedTo: [], seenBy: [] },
  'claim.rejected': { data: data({}), addressedTo: [], seenBy: ['employer', 'recovery', 'om'] },
  'payment.received': { data: payment, addressedTo: [], seenBy: ['employer', 'recovery'] },
  'advance.paid': { data: payment, addressedTo: [], seenBy: ['employer', 'recovery'] },
  'payment.reversed': { data: data({ reference: Code }), addressedTo: [], seenBy: ['employer', 'recovery'] },
  'claim.settled': { data: data({}), addressedTo: [], seenBy: ['employer', 'recovery', 'om'] },
  'claim.written-off': { data: data({}), addressedTo: ['prosecution', 'halt'], seenBy: ['employer', 'recovery'] },
} as const;
