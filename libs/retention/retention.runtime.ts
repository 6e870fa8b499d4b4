import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { systemClock } from '../platform/clock/clock.js';
import type { Platform } from '../platform/hosting/platform.js';
import { runDay } from './daily.store.js';
import type { Kept } from './job.js';

const firstLookMs = 60_000;
const lookEveryMs = 600_000;

/**
 * Does the job once a day, in whichever process comes first. On the clock of scenarios, where years pass in a minute,
 * nothing is taken away by itself: there it is run by hand.
 */
export class RetentionRuntime implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly platform: Platform,
    private readonly kept: Kept,
  ) {}

  onApplicationBootstrap(): void {
    if (this.platform.clock === systemClock) this.lookAfter(firstLookMs);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private lookAfter(ms: number): void {
    this.timer = setTimeout(() => {
      this.working = this.look().finally(() => {
        if (!this.stopped) this.lookAfter(lookEveryMs);
      });
    }, ms);
  }

  private async look(): Promise<void> {
    const { logger, clock } = this.platform;
    try {
      const now = await clock.now();
      const ran = await runDay((schema) => this.platform.sessionUrlOf(schema), this.kept, { now, oncePerDay: true });
      if (ran.kind === 'done') logger.info({ counts: ran.counts }, 'kept to the periods of retention');
    } catch (error) {
      logger.error({ err: error }, 'the periods of retention could not be kept to; tried again later');
    }
  }
}
