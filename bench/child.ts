import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../scripts/scenario/system.js';

/** A process of the bench: it says that it is ready, answers one question at a time, and ends with the channel. */
export class Child {
  private constructor(
    private readonly process: ChildProcess,
    readonly ready: unknown,
  ) {}

  static async start(main: string, environment: Record<string, string>): Promise<Child> {
    const child = fork(join(projectFolder(), 'dist', main), {
      cwd: projectFolder(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
    });
    return new Child(child, await nextMessage(child));
  }

  ask(question: object): Promise<unknown> {
    const answer = nextMessage(this.process);
    this.process.send(question);
    return answer;
  }

  freeze(): void {
    this.process.kill('SIGSTOP');
  }

  thaw(): void {
    this.process.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a process of the bench ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
