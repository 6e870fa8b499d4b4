import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { contexts } from '../../../libs/contract/index.js';

const most = 300;
/** Those of the chain must be able to do something still, if only little. */
const left = 6;

const connected = async (url: string): Promise<pg.Client | undefined> => {
  const client = new pg.Client({ connectionString: url, application_name: 'chaos' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch {
    return undefined;
  }
};

const ended = (client: pg.Client | undefined): Promise<void> =>
  client?.end().catch(() => undefined) ?? Promise.resolve();

/** Takes all connections but a few, and gives them back; answers how many it had. */
export async function flood(url: string, lasts: number): Promise<number> {
  const first = await connected(url);
  if (!first) return 0;
  const clients: pg.Client[] = [first];
  try {
    const { rows } = await first.query<{ count: number }>('select count(*)::integer as count from pg_stat_activity');
    const wanted = Math.max(0, most - left - (rows[0]?.count ?? most));
    for (let taken = 0; taken < wanted; taken += 20) {
      const more = await Promise.all(Array.from({ length: Math.min(20, wanted - taken) }, () => connected(url)));
      clients.push(...more.filter((client) => client !== undefined));
      if (more.includes(undefined)) break;
    }
    await pause(lasts);
  } catch {
    // PostgreSQL went meanwhile, and took the connections along.
  }
  await Promise.all(clients.map(ended));
  return clients.length;
}

/** Holds every record of one context, so that nobody can do anything there. */
export async function holdLock(url: string, whom: number, lasts: number): Promise<string> {
  const context = contexts[Math.floor(whom * contexts.length)] ?? 'police';
  const client = await connected(url);
  try {
    await client?.query('begin');
    await client?.query(`lock table ${context}.case_record in access exclusive mode`);
    await pause(lasts);
    await client?.query('rollback');
  } catch {
    // As above.
  }
  await ended(client);
  return context;
}
