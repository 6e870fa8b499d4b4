import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { birthOf } from '../../../libs/platform/embedded/living-process.js';
import { hasEnded, untilEnded } from './ended.js';

const stopMilliseconds = 20_000;
const restBeforeNewStart = 500;

export interface MemberOptions {
  /** As it is called in the diary: `police 2`. */
  name: string;
  main: string;
  url: string;
  environment: NodeJS.ProcessEnv;
  folder: string;
  /** It ended though it had come up and nobody killed it. */
  onFall: (words: string) => void;
}

/** One process of the chain: it can be killed and frozen, and is started again at the same address when it ends. */
export class Member {
  /** Every process that it ever was, and when that was born: the system gives its number to others again. */
  readonly lives: { pid: number; birth: Promise<string> }[] = [];
  private child: ChildProcess | undefined;
  private killed = false;
  private listens = false;
  private readonly stopping = new AbortController();

  constructor(private readonly options: MemberOptions) {}

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return this.options.url;
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  get isUp(): boolean {
    return this.listens && this.child !== undefined && !hasEnded(this.child);
  }

  /** Starts it and waits until it listens, however often that takes. */
  async start(): Promise<void> {
    this.launch();
    await this.untilUp();
  }

  /** A process that has only begun does not know yet how to stop in good order. */
  async untilUp(patience = Infinity): Promise<void> {
    const until = performance.now() + patience;
    while (!this.isUp && !this.isStopping() && performance.now() < until) await pause(50);
  }

  kill(): void {
    this.killed = true;
    this.child?.kill('SIGKILL');
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** In good order; answers what was not. */
  async stop(): Promise<string | undefined> {
    this.stopping.abort();
    const { child } = this;
    if (!child || hasEnded(child)) return undefined;
    this.thaw();
    child.kill('SIGTERM');
    await Promise.race([untilEnded(child), pause(stopMilliseconds, undefined, { ref: false })]);
    if (!hasEnded(child)) {
      child.kill('SIGKILL');
      await untilEnded(child);
      return `${this.name} does not stop within ${String(stopMilliseconds / 1000)} s`;
    }
    return child.exitCode === 0 ? undefined : `${this.name} stops with ${String(child.exitCode ?? child.signalCode)}`;
  }

  private launch(): void {
    this.killed = false;
    this.listens = false;
    // Its channel to us closes when we are gone, and then it stops by itself.
    const child = spawn(process.execPath, ['--enable-source-maps', this.options.main], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: this.options.environment,
    });
    const log = createWriteStream(join(this.options.folder, `${this.name.replace(' ', '-')}.log`), { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    child.on('message', (message) => {
      if (typeof message === 'object' && 'listening' in message) this.listens = true;
    });
    // A process that is killed breaks the channel.
    child.on('error', () => undefined);
    child.once('exit', (code, signal) => void this.ended(String(signal ?? code)));
    this.child = child;
    if (child.pid !== undefined) this.lives.push({ pid: child.pid, birth: birthOf(child.pid) });
  }

  private async ended(how: string): Promise<void> {
    if (this.isStopping()) return;
    if (this.listens && !this.killed) this.options.onFall(`${this.name} ended by itself (${how})`);
    await pause(restBeforeNewStart);
    if (!this.isStopping()) this.launch();
  }
}
