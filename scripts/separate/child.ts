import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Longer than a process takes to finish what it has in hand. */
const stopMilliseconds = 15_000;
const firstRest = 500;
const longestRest = 10_000;

export interface ChildOptions {
  /** As it is called in messages. */
  name: string;
  main: string;
  /** The setting that says where it listens. */
  portSetting: 'PORT' | 'ISSUER_PORT';
  environment: NodeJS.ProcessEnv;
  say(words: string): void;
}

/** What it was is said by the process itself. */
class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

/** A process that is started again whenever it ends without having been asked to. */
export class Child {
  url = '';
  private process: ChildProcess | undefined;
  private stopping = false;
  private rest = firstRest;

  constructor(private readonly options: ChildOptions) {}

  get name(): string {
    return this.options.name;
  }

  /** Starts it and waits until it listens; throws when it ends before that. */
  async start(): Promise<void> {
    const child = this.launch();
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => {
        reject(new StartFailure(`${this.name} does not start (it ended with ${String(code)}; see above).`));
      });
      child.on('message', (message) => {
        const { listening } = message as { listening?: string };
        if (listening === undefined) return;
        this.url = listening;
        resolve();
      });
    });
    this.guard(child);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.process;
    if (!child || hasEnded(child)) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await Promise.race([ended, pause(stopMilliseconds, undefined, { ref: false })]);
    if (hasEnded(child)) return;
    this.options.say(`${this.name} does not stop and is killed.`);
    child.kill('SIGKILL');
    await ended;
  }

  private launch(): ChildProcess {
    // Where it listened before it listens again, so that the gateway finds it.
    const port = this.url ? { [this.options.portSetting]: new URL(this.url).port } : {};
    const child = spawn(process.execPath, ['--enable-source-maps', this.options.main], {
      // In a group of its own: Ctrl-C in a terminal reaches us only, and we stop all in the right order. The channel
      // between us closes when we are gone, and then it stops by itself.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...this.options.environment, ...port },
    });
    this.process = child;
    return child;
  }

  private guard(child: ChildProcess): void {
    const since = performance.now();
    const again = (code: number | null, signal: string | null): void => {
      if (this.stopping) return;
      if (performance.now() - since > longestRest) this.rest = firstRest;
      this.options.say(`${this.name} has ended (${String(signal ?? code)}) and is started again.`);
      setTimeout(() => {
        if (!this.stopping) this.guard(this.launch());
      }, this.rest);
      this.rest = Math.min(this.rest * 2, longestRest);
    };
    if (hasEnded(child)) again(child.exitCode, child.signalCode);
    else child.once('exit', again);
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
