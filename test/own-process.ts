import { spawn, type ChildProcess } from 'node:child_process';
import { hasEnded, untilEnded } from '../scripts/chaos/house/ended.js';

/** A server that a test starts, kills without a goodbye, and starts again. */
export class OwnProcess {
  private child: ChildProcess | undefined;

  constructor(
    private readonly command: string,
    private readonly given: readonly string[],
  ) {}

  get runs(): boolean {
    return this.child !== undefined && !hasEnded(this.child);
  }

  /** Does nothing where it runs. */
  start(): void {
    if (!this.runs) this.child = spawn(this.command, this.given, { stdio: 'ignore' });
  }

  async kill(): Promise<void> {
    if (!this.child) return;
    this.child.kill('SIGKILL');
    await untilEnded(this.child);
  }
}

/** A Redis server with these settings. */
export const redisServer = (settings: Record<string, string>): OwnProcess =>
  new OwnProcess(
    'redis-server',
    Object.entries({ bind: '127.0.0.1', save: '', appendonly: 'no', ...settings }).flatMap(([name, value]) => [
      `--${name}`,
      value,
    ]),
  );
