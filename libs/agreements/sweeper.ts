import pg from 'pg';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/persistence/database.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { openCases } from './reassess.js';
import { reassessCases, sweepOnce } from './sweep.js';

const longestRest = 15_000;
const restWhileOthersHold = 50;

/**
 * Sweeps when a clock is due: at the start, when the next one comes due, and when a scenario moves its clock.
 * The timer is a convenience: what is due is found in the database, whenever it is looked for.
 */
export class Sweeper {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private listener: pg.Client | undefined;

  constructor(
    private readonly database: Database,
    private readonly listenUrl: string,
    private readonly clock: Clock,
    private readonly onTold: () => void,
    private readonly onError: (error: Error) => void,
  ) {}

  async start(): Promise<void> {
    this.listener = new pg.Client({ connectionString: this.listenUrl, application_name: 'chain_agreements clock' });
    this.listener.on('notification', () => {
      this.wake();
    });
    this.listener.on('error', this.onError);
    await this.listener.connect();
    await this.listener.query('listen chain_clock');
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
    await this.listener?.end().catch(this.onError);
  }

  /** Looks at every open case anew, after agreements were loaded. */
  async reassess(catalogue: () => Catalogue): Promise<void> {
    const now = await this.clock.now();
    for await (const batch of openCases(this.database)) {
      if (await reassessCases(this.database, catalogue(), batch, now)) this.onTold();
    }
    this.wake();
  }

  private wake(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.again = true;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
    });
  }

  private async work(): Promise<void> {
    let rest = longestRest;
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        rest = await this.sweepAll();
      }
    } catch (error) {
      this.onError(error as Error);
      rest = 1_000;
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.wake();
    }, rest);
  }

  /** Sweeps until nothing is due that is free; answers how long to rest. */
  private async sweepAll(): Promise<number> {
    for (;;) {
      const { due, told } = await sweepOnce(this.database, await this.clock.now());
      if (told > 0) this.onTold();
      if (due === 0) return this.untilNext();
      if (told === 0) return restWhileOthersHold;
      if (this.stopped) return 0;
    }
  }

  private async untilNext(): Promise<number> {
    const [row] = await this.database.query<{ next: Date | null }>({
      name: 'agreements-next-change',
      text: 'select min(next_at) as next from agreements.clock where next_at is not null',
    });
    if (!row?.next) return longestRest;
    const wait = row.next.getTime() - Date.parse(await this.clock.now());
    return Math.min(Math.max(wait, 1), longestRest);
  }
}
