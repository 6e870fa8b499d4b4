import { only } from '../platform/messaging/probes.js';
import type { Database } from '../platform/persistence/database.js';
import type { Probe } from '../platform/telemetry/measuring.js';

/** Entries after the last seal, in the order in which they are sealed: they can still be changed unseen. */
export const unsealedProbe = (database: Database): Probe => ({
  context: 'audit',
  measures: ['entriesUnsealed'],
  measure: () =>
    only(database, {
      name: 'unsealed-measure',
      text: `select count(*) as "entriesUnsealed" from audit.access_entry entry
             where (entry.tx, entry.position) > (
               coalesce((select seal.tx from audit.seal order by seal.tx desc, seal.position desc limit 1), '0'),
               coalesce((select seal.position from audit.seal order by seal.tx desc, seal.position desc limit 1), 0))`,
    }),
});
