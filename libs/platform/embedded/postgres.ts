import { dirname, join } from 'node:path';
import pg from 'pg';
import { clusterOf } from './cluster.js';
import { prepareDataDirectory } from './data-directory.js';
import { explainError } from './embedded-failure.js';
import { takeDataDirectory } from './owner-lock.js';
import { findBinaries } from './postgres-binaries.js';
import { stopLeftover } from './postmaster-file.js';
import { type EmbeddedLogger, type Postmaster, startPostmaster } from './postmaster.js';
import { requireWayTo, userForPostgres } from './system-user.js';

export { EmbeddedFailure } from './embedded-failure.js';
export type { EmbeddedLogger } from './postmaster.js';

export interface EmbeddedPostgres {
  /** Of the superuser, who migrates; the contexts have roles of their own. */
  url: string;
  port: number;
  /** Calls back when PostgreSQL ends without having been asked to. */
  onLost: Postmaster['onLost'];
  /** Stops PostgreSQL in good order and waits until it is gone. */
  stop(): Promise<void>;
}

const database = 'case_chain';

/**
 * Brings up the PostgreSQL that comes along, in `<dataDir>/postgres`. The first start makes the database; a later one
 * finds it again, whatever way the process before ended. Throws an EmbeddedFailure that says what to do.
 */
export const startEmbeddedPostgres = async (options: {
  dataDir: string;
  logger: EmbeddedLogger;
  /** How long to wait for a system that uses the data directory now, in case it is stopping. */
  patienceMs?: number;
}): Promise<EmbeddedPostgres> => {
  const dataDir = await prepareDataDirectory(options.dataDir);
  const giveBack = await takeDataDirectory(dataDir, options.patienceMs ?? 5000);
  try {
    const { postmaster, password } = await bringUp(dataDir, options.logger);
    const url = await withDatabase(postmaster, password);
    const stop = async (): Promise<void> => {
      await postmaster.stop();
      await giveBack();
    };
    return { url, port: postmaster.port, onLost: (listener) => postmaster.onLost(listener), stop };
  } catch (error) {
    await giveBack();
    throw explainError(error, dataDir);
  }
};

const bringUp = async (
  dataDir: string,
  logger: EmbeddedLogger,
): Promise<{ postmaster: Postmaster; password: string }> => {
  const binaries = await findBinaries();
  const user = await userForPostgres();
  await requireWayTo(user, [dataDir, dirname(binaries.postgres)]);
  if ((await stopLeftover(join(dataDir, 'postgres'))) === 'stopped') {
    logger.info('Stopped the PostgreSQL that an earlier run left behind.');
  }
  const cluster = await clusterOf(dataDir, binaries, user);
  const postmaster = await startPostmaster(binaries, cluster, user, dataDir, logger);
  return { postmaster, password: cluster.password };
};

/** The address of our database, which is made when it is not there yet. */
const withDatabase = async (postmaster: Postmaster, password: string): Promise<string> => {
  const addressOf = (name: string): string =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${postmaster.port}/${name}`;
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
    return addressOf(database);
  } catch (error) {
    await postmaster.stop();
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
};
