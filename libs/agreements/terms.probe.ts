import { only } from '../platform/messaging/probes.js';
import type { Database } from '../platform/persistence/database.js';
import type { Probe } from '../platform/telemetry/measuring.js';

/** Some hundreds of thousands of counts in a large system, which change slowly. */
const roundsBetween = 10;

/** The terms that run, and those that ran out and are still to be met: as the compliance figures count them. */
export const termsProbe = (database: Database): Probe => ({
  context: 'agreements',
  measures: ['termsOpen', 'termsOverdue'],
  roundsBetween,
  measure: () =>
    only(database, {
      name: 'terms-measure',
      text: `select coalesce(sum(running), 0)::bigint as "termsOpen", coalesce(sum(breached), 0)::bigint as "termsOverdue"
             from agreements.tally`,
    }),
});
