import { setTimeout as pause } from 'node:timers/promises';
import { urlAs } from '../../../libs/platform/persistence/roles.js';
import type { Diary } from '../diary.js';
import type { House } from '../house/house.js';
import type { Member } from '../house/member.js';
import type { ScenarioTime } from '../scenario-time.js';
import { flood, holdLock } from './connections.js';
import type { Disturbance, DisturbanceKind } from './plan.js';
import { poison } from './poison.js';

const longestLag = 100;
const longestStart = 120_000;

/** Does to the house what the plan says, one thing after another; what lasts goes on beside the next. */
export class Disturber {
  readonly poisonedCases = new Set<string>();
  private readonly underway = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly house: House,
    private readonly diary: Diary,
    private readonly time: ScenarioTime,
  ) {}

  private isOver(): boolean {
    return this.stopping.signal.aborted;
  }

  async follow(plan: Generator<Disturbance, never>): Promise<void> {
    while (!this.isOver()) {
      const { value: disturbance } = plan.next();
      for (let left = disturbance.after; left > 0 && !this.isOver(); left -= longestLag)
        await pause(Math.min(left, longestLag));
      if (this.isOver()) break;
      this.begin(disturbance);
    }
  }

  /** Ends what lasts, and waits until everything is whole. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const member of this.house.members) member.thaw();
    await Promise.all(this.underway);
    for (const member of this.house.members) member.thaw();
    await Promise.all(this.house.members.map((member) => member.untilUp(longestStart)));
  }

  private begin(disturbance: Disturbance): void {
    const doing: Promise<void> = this.deeds[disturbance.kind](disturbance)
      .catch((error: unknown) => {
        this.diary.fault(`${disturbance.kind} could not be done: ${(error as Error).message}`);
      })
      .finally(() => this.underway.delete(doing));
    this.underway.add(doing);
  }

  private readonly deeds: Record<DisturbanceKind, (disturbance: Disturbance) => Promise<void>> = {
    kill: ({ whom }) => {
      const member = this.someone(whom);
      if (member) {
        this.diary.count('kills');
        this.diary.note(`kill ${member.name}`);
        member.kill();
      }
      return Promise.resolve();
    },
    freeze: async ({ whom, lasts }) => {
      const member = this.someone(whom);
      if (!member) return;
      this.diary.count('freezes');
      this.diary.note(`freeze ${member.name} for ${String(lasts)} ms`);
      member.freeze();
      await this.last(lasts);
      member.thaw();
    },
    'restart postgres': (disturbance) => this.restartPostgres('fast', disturbance),
    'crash postgres': (disturbance) => this.restartPostgres('immediate', disturbance),
    'flush redis': async () => {
      this.diary.count('redis flushes');
      this.diary.note('flush Redis');
      // It may be away at the moment, and is then empty when it comes back.
      await this.house.redis?.flush().catch(() => undefined);
    },
    'restart redis': ({ lasts }) =>
      this.alone('redis', async () => {
        this.diary.count('redis restarts');
        this.diary.note(`restart Redis, away for ${String(lasts)} ms`);
        await this.house.redis?.restart(lasts);
      }),
    'flood connections': async ({ lasts }) => {
      this.diary.count('connection floods');
      this.diary.note(`take all connections for ${String(lasts)} ms`);
      const had = await flood(this.house.postgres.url, lasts);
      this.diary.note(`give ${String(had)} connections back`);
    },
    'hold a lock': async ({ whom, lasts }) => {
      this.diary.count('held locks');
      const context = await holdLock(this.house.postgres.url, whom, lasts);
      this.diary.note(`held all records of ${context} for ${String(lasts)} ms`);
    },
    'move the clock': ({ lasts }) =>
      this.alone('clock', async () => {
        this.diary.count('clock jumps');
        await this.time.set(this.time.now + lasts);
        this.diary.note(`the clock is at ${new Date(this.time.now).toISOString()}`);
      }),
    poison: async () => {
      this.diary.count('poisoned');
      const { postgres, redis, secret } = this.house;
      const backend = redis ? { redisUrl: redis.url } : { queueDatabaseUrl: urlAs(postgres.url, 'queue', secret) };
      const caseId = await poison(backend, postgres.url, () => false);
      this.poisonedCases.add(caseId);
      this.diary.note(`poison is parked, of case ${caseId}`);
    },
  };

  private readonly busy = new Set<string>();

  /** What cannot be done twice at once is left out while it is being done. */
  private async alone(what: string, work: () => Promise<void>): Promise<void> {
    if (this.busy.has(what)) return;
    this.busy.add(what);
    try {
      await work();
    } finally {
      this.busy.delete(what);
    }
  }

  private restartPostgres(how: 'fast' | 'immediate', { lasts }: Disturbance): Promise<void> {
    return this.alone('postgres', async () => {
      this.diary.count('postgres restarts');
      this.diary.note(`stop PostgreSQL (${how}), away for ${String(lasts)} ms`);
      await this.house.postgres.restart(how, lasts);
      this.diary.note('PostgreSQL is back');
    });
  }

  private someone(whom: number): Member | undefined {
    const up = this.house.members.filter((member) => member.isUp);
    return up[Math.floor(whom * up.length)];
  }

  private async last(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0 && !this.isOver(); left -= longestLag)
      await pause(Math.min(left, longestLag));
  }
}
