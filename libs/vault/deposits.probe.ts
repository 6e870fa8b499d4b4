import { only } from '../platform/messaging/probes.js';
import type { Database } from '../platform/persistence/database.js';
import type { Probe } from '../platform/telemetry/measuring.js';

/** Who was named and is not in the vault's own keeping yet: the letterbox is emptied as the news of each case comes in. */
export const depositsProbe = (worker: Database): Probe => ({
  context: 'vault',
  measures: ['deposits'],
  measure: () => only(worker, { name: 'deposits-measure', text: 'select count(*) as deposits from vault.deposit' }),
});
