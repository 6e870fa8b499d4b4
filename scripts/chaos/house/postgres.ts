import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clusterOf, type Cluster } from '../../../libs/platform/embedded/cluster.js';
import { findBinaries } from '../../../libs/platform/embedded/postgres-binaries.js';
import { postgresSettings } from '../../../libs/platform/embedded/postmaster.js';
import { requireWayTo, userForPostgres, type SystemUser } from '../../../libs/platform/embedded/system-user.js';
import { hasEnded, untilEnded } from './ended.js';

const database = 'case_chain';
const patienceMilliseconds = 60_000;

/** What an immediate stop must not lose is flushed at each commit; how the files are spread over time is no matter. */
const settings: Record<string, string> = { ...postgresSettings, checkpoint_timeout: '30s' };

/** A PostgreSQL of its own, that can be taken away and comes back at the same address. */
export class ChaosPostgres {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly binary: string,
    private readonly cluster: Cluster,
    private readonly user: SystemUser,
    private readonly port: number,
  ) {}

  static async start(folder: string, port: number): Promise<ChaosPostgres> {
    const binaries = await findBinaries();
    const user = await userForPostgres();
    await requireWayTo(user, [folder]);
    const cluster = await clusterOf(folder, binaries, user);
    const postgres = new ChaosPostgres(folder, binaries.postgres, cluster, user, port);
    await postgres.launch();
    const client = new pg.Client({ connectionString: postgres.urlOf('postgres') });
    await client.connect();
    await client.query(`create database ${database}`);
    await client.end();
    return postgres;
  }

  /** As its superuser. */
  get url(): string {
    return this.urlOf(database);
  }

  /** Fast: sessions are ended, and what was written is put on disk. Immediate: as if the power went. */
  async restart(how: 'fast' | 'immediate', away: number): Promise<void> {
    await this.stop(how);
    await pause(away);
    await this.launch();
  }

  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const { child } = this;
    if (!child || hasEnded(child)) return;
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await untilEnded(child);
  }

  /** Without waiting: we are about to be gone. */
  abandon(): void {
    this.child?.kill('SIGQUIT');
  }

  private urlOf(name: string): string {
    return `postgres://postgres:${encodeURIComponent(this.cluster.password)}@127.0.0.1:${String(this.port)}/${name}`;
  }

  private async launch(): Promise<void> {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(this.binary, ['-D', this.cluster.folder, '-p', String(this.port), ...flags], {
      ...this.user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', PGDATA: this.cluster.folder },
    });
    child.stderr.pipe(createWriteStream(join(this.folder, 'postgres.log'), { flags: 'a' }));
    this.child = child;
    const until = performance.now() + patienceMilliseconds;
    while (!(await this.answers())) {
      if (hasEnded(child) || performance.now() > until) throw new Error('PostgreSQL does not come up');
      await pause(50);
    }
  }

  private async answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.urlOf('postgres') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      return false;
    }
  }
}
