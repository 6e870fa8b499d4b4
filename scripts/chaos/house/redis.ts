import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { hasEnded, untilEnded } from './ended.js';

const patienceMilliseconds = 20_000;

/** A Redis of its own, that keeps nothing: stopped, it has lost all. */
export class ChaosRedis {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(folder: string, port: number): Promise<ChaosRedis> {
    const redis = new ChaosRedis(folder, port);
    await redis.launch();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${String(this.port)}`;
  }

  flush(): Promise<unknown> {
    return this.ask((client) => client.flushall());
  }

  /** How many are connected to it besides whoever asks. */
  async clients(): Promise<number> {
    const list = await this.ask((client) => client.client('LIST'));
    return String(list).trim().split('\n').length - 1;
  }

  async restart(away: number): Promise<void> {
    await this.stop();
    await pause(away);
    await this.launch();
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || hasEnded(child)) return;
    child.kill('SIGKILL');
    await untilEnded(child);
  }

  /** Without waiting: we are about to be gone. */
  abandon(): void {
    this.child?.kill('SIGKILL');
  }

  private async launch(): Promise<void> {
    const options = ['--bind', '127.0.0.1', '--port', String(this.port), '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', [...options, '--dir', this.folder], { detached: true, stdio: 'ignore' });
    const failed = new Promise<never>((_, reject) => child.once('error', reject));
    this.child = child;
    await Promise.race([this.untilAnswers(child), failed]);
  }

  private async untilAnswers(child: ChildProcess): Promise<void> {
    const until = performance.now() + patienceMilliseconds;
    while (!(await this.ask((client) => client.ping()).catch(() => undefined))) {
      if (hasEnded(child) || performance.now() > until) throw new Error('Redis does not come up');
      await pause(50);
    }
  }

  private async ask<Answer>(question: (client: Redis) => Promise<Answer>): Promise<Answer> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await question(client);
    } finally {
      client.disconnect();
    }
  }
}
