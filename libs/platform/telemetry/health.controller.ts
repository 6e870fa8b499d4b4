import { Controller, Get, Header, Inject, Optional, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Backlog } from './backlog.js';
import type { Metrics } from './metrics.js';

export const metricsToken = 'metrics';
export const dependenciesToken = 'dependencies';
export const backlogToken = 'backlog';

/** What the process needs, and how to ask whether it is there. */
export type Dependencies = Record<string, Dependency>;

interface Dependency {
  check: () => Promise<void>;
  /** Without it the process is slower, but does all that it is for. */
  dispensable?: boolean;
}

/** Above the limit no more cases begin, and all else goes on. */
export interface Watched {
  backlog: Backlog;
  limit: number;
}

type Checks = (readonly [name: string, state: 'up' | 'down'])[];

/** Whether the process lives, whether it can work, and what operators measure. */
@Controller()
export class HealthController {
  private checking: Promise<Checks> | undefined;

  constructor(
    @Inject(dependenciesToken) private readonly dependencies: Dependencies,
    @Inject(metricsToken) private readonly metrics: Metrics,
    @Optional() @Inject(backlogToken) private readonly watched?: Watched,
  ) {}

  @Get('health/live')
  live(): object {
    return { status: 'up' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const checks = await this.checked();
    const ready = checks.every(([name, state]) => state === 'up' || this.dependencies[name]?.dispensable);
    if (!ready) void reply.status(503).header('Retry-After', '1');
    return { status: ready ? 'up' : 'down', dependencies: Object.fromEntries(checks), ...this.lag() };
  }

  /** As it was measured last: whoever looks costs nothing. */
  private lag(): object {
    if (!this.watched) return {};
    const { backlog, limit } = this.watched;
    const lag = Object.entries(backlog.all()).flatMap(([context, measured]) => {
      const { outboxEvents: unpublished, queueLetters: undelivered } = measured;
      if (unpublished === undefined && undelivered === undefined) return [];
      const known = { unpublished, undelivered, ageSeconds: Math.max(measured.outboxAge ?? 0, measured.queueAge ?? 0) };
      return [[context, { ...known, over: Math.max(unpublished ?? 0, undelivered ?? 0) > limit }]];
    });
    return { lag: Object.fromEntries(lag) as object, lagLimit: limit };
  }

  /** At one moment once, however many ask: they are not counted. */
  private checked(): Promise<Checks> {
    this.checking ??= Promise.all(
      Object.entries(this.dependencies).map(async ([name, { check }]) => [name, await answers(check)] as const),
    ).finally(() => (this.checking = undefined));
    return this.checking;
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  exposition(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}

const longestWait = 2_000;

async function answers(check: () => Promise<void>): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => {
      resolve('down');
    }, longestWait);
  });
  const answer = check().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const state = await Promise.race([answer, late]);
  clearTimeout(timer);
  return state;
}
