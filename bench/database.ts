import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../libs/platform/embedded/postgres.js';

/** The database of one run: floors and ours are measured on the same one. */
export interface BenchDatabase {
  /** Of the whole chain and the floors. */
  url: string;
  /** Of the employer's door alone: what nobody takes out of its queues must not be in the chain's way. */
  doorUrl: string;
  pool: pg.Pool;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL as `npm start` has it, which besides notes when each transaction was committed. */
export async function startDatabase(profiled: boolean): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  // Started as root, PostgreSQL runs as another user, who must be able to get in.
  await chmod(dataDir, 0o711);
  const logger = pino({ level: 'warn' });
  const first = await startEmbeddedPostgres({ dataDir, logger });
  await noteCommits(first, profiled);
  const embedded = await startEmbeddedPostgres({ dataDir, logger });
  const pool = new pg.Pool({ connectionString: embedded.url, max: 4, application_name: 'bench' });
  // The server may be quicker to end a connection than we are.
  pool.on('error', () => undefined);
  if (profiled) await pool.query('create extension pg_stat_statements');
  await pool.query('create database door');
  const doorUrl = new URL(embedded.url);
  doorUrl.pathname = '/door';
  return {
    url: embedded.url,
    doorUrl: doorUrl.toString(),
    pool,
    async stop() {
      await pool.end();
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function noteCommits(embedded: EmbeddedPostgres, profiled: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  await client.query('alter system set track_commit_timestamp = on');
  if (profiled) await client.query("alter system set shared_preload_libraries = 'pg_stat_statements'");
  await client.end();
  await embedded.stop();
}

/** What the database was busy with, the heaviest first. */
export async function statementsOf({ pool }: BenchDatabase): Promise<string> {
  const { rows } = await pool.query<{ line: string }>(
    `select format('%s calls, %s ms in all, %s ms each (%s): %s', calls, round(total_exec_time::numeric),
                   round(mean_exec_time::numeric, 3), rolname, regexp_replace(left(query, 200), '\\s+', ' ', 'g')) as line
     from pg_stat_statements join pg_roles on pg_roles.oid = userid order by total_exec_time desc limit 60`,
  );
  return rows.map((row) => row.line).join('\n');
}
