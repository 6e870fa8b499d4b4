import pg from 'pg';
import type { Logger } from 'pino';
import { isAbsent } from './database-failure.js';

const betweenLooks = 250;
const betweenWords = 5_000;

/**
 * Waits for a database that does not answer yet: processes and their database are often started together. What is
 * wrong besides (a password, a name) does not mend itself, and is thrown at once, as is everything after the patience.
 */
export async function awaitDatabase(databaseUrl: string, patienceMs: number, logger: Logger): Promise<void> {
  const { hostname, port } = new URL(databaseUrl);
  const database = `${hostname}:${port || '5432'}`;
  const until = performance.now() + patienceMs;
  let told = -Infinity;
  for (;;) {
    try {
      await look(databaseUrl);
      if (told !== -Infinity) logger.info({ database }, 'the database answers');
      return;
    } catch (error) {
      const now = performance.now();
      if (!isAbsent(error) || now >= until) throw error;
      if (now - told >= betweenWords) {
        const secondsLeft = Math.ceil((until - now) / 1000);
        logger.warn({ database, secondsLeft }, 'no database answers yet; waiting for it (DATABASE_PATIENCE)');
        told = now;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(betweenLooks, until - now)));
    }
  }
}

async function look(connectionString: string): Promise<void> {
  const client = new pg.Client({
    connectionString,
    application_name: 'chain waits',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}
