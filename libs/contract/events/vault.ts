import { Id, data, oneOf } from './shapes.js';

/** What the vault tells: that something was done, never what it holds. Who, why and on what ground stays in it. */
export const vaultEvents = {
  'identity.reveal-requested': { data: data({}), addressedTo: [], seenBy: [] },
  'identity.reveal-approved': { data: data({}), addressedTo: [], seenBy: [] },
  'identity.revealed': { data: data({}), addressedTo: [], seenBy: [] },
  'anonymity.lifted': { data: data({}), addressedTo: [], seenBy: ['police', 'om'] },
  /** A person decided what becomes of a text that holds, or seemed to hold, a name under number. */
  'text.settled': {
    data: data({ hit: Id, how: oneOf(['redacted', 'passed', 'returned']) }),
    addressedTo: ['employer', 'police', 'prosecution', 'halt', 'recovery'],
    seenBy: [],
  },
} as const;

/** What every context that keeps texts tells the vault: that one was stopped, or taken out, by the leak guard. */
export const leakGuardEvents = {
  /** A text that was not accepted. */
  'text.refused': { data: data({ hit: Id }), addressedTo: ['vault'], seenBy: [] },
  /** A text of before the request, which now stands in the vault until a person has decided. */
  'text.withheld': { data: data({ hit: Id }), addressedTo: ['vault'], seenBy: [] },
} as const;
