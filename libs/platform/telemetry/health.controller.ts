import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Metrics } from './metrics.js';

export const metricsToken = 'metrics';
export const dependenciesToken = 'dependencies';

/** What the process cannot do without, and how to ask whether it is there. */
export type Dependencies = Record<string, () => Promise<void>>;

type Checks = (readonly [name: string, state: 'up' | 'down'])[];

/** Whether the process lives, whether it can work, and what operators measure. */
@Controller()
export class HealthController {
  private checking: Promise<Checks> | undefined;

  constructor(
    @Inject(dependenciesToken) private readonly dependencies: Dependencies,
    @Inject(metricsToken) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): object {
    return { status: 'up' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const checks = await this.checked();
    const ready = checks.every(([, state]) => state === 'up');
    if (!ready) void reply.status(503).header('Retry-After', '1');
    return { status: ready ? 'up' : 'down', dependencies: Object.fromEntries(checks) };
  }

  /** At one moment once, however many ask: they are not counted. */
  private checked(): Promise<Checks> {
    this.checking ??= Promise.all(
      Object.entries(this.dependencies).map(async ([name, check]) => [name, await answers(check)] as const),
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
