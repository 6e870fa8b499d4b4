import { toInstant, type Instant } from '../../contract/index.js';
import type { Database } from '../persistence/database.js';

/** What time it is. A scenario sets its own, the same for every process. */
export interface Clock {
  now(): Promise<Instant>;
}

export const systemClock: Clock = { now: () => Promise.resolve(toInstant(new Date())) };

/** Where the clock of scenarios stands until one sets it, and where it ends: the years that case numbers have. */
export const scenariosBegin: Instant = '2009-01-01T00:00:00.000Z';
export const scenariosEnd: Instant = '2099-12-31T00:00:00.000Z';

/** The clock that scenarios set: it stands still between their steps. */
export class ScenarioClock implements Clock {
  constructor(private readonly database: Database) {}

  async now(): Promise<Instant> {
    const [row] = await this.database.query<{ now: Date }>({ name: 'clock-now', text: 'select now from access.clock' });
    return row ? toInstant(row.now) : scenariosBegin;
  }
}
