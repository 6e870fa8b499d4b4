import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { readRuntime, type Runtime } from '../libs/platform/embedded/runtime-file.js';
import { projectFolder } from '../scripts/scenario/system.js';

const patienceMs = 120_000;
const betweenLooksMs = 20;
/** Of /proc, on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The system as somebody has it who types `npm start`. */
export class Started {
  private constructor(
    private readonly npm: ChildProcess,
    /** Of the process that is the system: npm only waits for it. */
    private readonly pid: number,
    readonly runtime: Runtime,
    /** From the command until /health/ready says yes. */
    readonly seconds: number,
  ) {}

  static async at(dataDir: string, environment: Record<string, string>): Promise<Started> {
    const begun = performance.now();
    const npm = spawn('npm', ['start'], {
      cwd: projectFolder(),
      stdio: 'ignore',
      env: { ...process.env, PORT: '0', ISSUER_PORT: '0', LOG_LEVEL: 'warn', ...environment, DATA_DIR: dataDir },
    });
    const abandon = (): void => void npm.kill('SIGKILL');
    // The system stops in good order when it finds that npm is gone.
    process.once('exit', abandon);
    npm.once('exit', () => process.off('exit', abandon));
    try {
      const runtime = await untilReady(npm, dataDir, begun + patienceMs);
      const seconds = (performance.now() - begun) / 1000;
      return new Started(npm, await childOf(npm.pid ?? 0), runtime, seconds);
    } catch (error) {
      npm.kill('SIGTERM');
      throw error;
    }
  }

  /** MiB of memory in which the process is at this moment (RSS); what its PostgreSQL has is not part of it. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${String(this.pid)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  }

  /** Seconds of a processor that the process has used: what others do on the machine does not change them much. */
  async processorSeconds(): Promise<number> {
    const stat = await readFile(`/proc/${String(this.pid)}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
    return (Number(user) + Number(system)) / ticksPerSecond;
  }

  async stop(): Promise<void> {
    if (this.npm.exitCode !== null || this.npm.signalCode !== null) return;
    const ended = new Promise((resolve) => this.npm.once('exit', resolve));
    process.kill(this.pid, 'SIGTERM');
    await ended;
  }
}

async function untilReady(npm: ChildProcess, dataDir: string, until: number): Promise<Runtime> {
  while (performance.now() < until) {
    if (npm.exitCode !== null) throw new Error(`npm start ended with ${String(npm.exitCode)}`);
    const runtime = await readRuntime(dataDir).catch(() => undefined);
    if (runtime && (await isReady(runtime.apiUrl))) return runtime;
    await pause(betweenLooksMs);
  }
  throw new Error('npm start is not ready after two minutes');
}

async function isReady(api: string): Promise<boolean> {
  const pool = new Pool(api);
  try {
    const { statusCode, body } = await pool.request({ method: 'GET', path: '/health/ready' });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  } finally {
    await pool.close();
  }
}

async function childOf(pid: number): Promise<number> {
  const [child] = (await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')).trim().split(' ');
  if (!child) throw new Error('npm has started nothing');
  return Number(child);
}
