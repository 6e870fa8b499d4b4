import { toInstant, type Instant } from '../../contract/index.js';
import type { Database } from '../persistence/database.js';

/** What time it is. A scenario sets its own, the same for every process. */
export interface Clock {
  now(): Promise<Instant>;
}

export const systemClock: Clock = { now: () => Promise.resolve(toInstant(new Date())) };

/** The clock that scenarios set: it stands still between their steps. */
export class ScenarioClock implements Clock {
  constructor(private readonly database: Database) {}

  async now(): Promise<Instant> {
    const [row] = await this.database.query<{ now: Date }>({ name: 'clock-now', text: 'select now from access.clock' });
    return toInstant(row?.now ?? new Date());
  }
}
