import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asAdministrator, freshDatabase, type TestDatabase } from './database.js';
import { startChain, type TestChain } from './chain.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';

let database: TestDatabase;
let chain: TestChain;

const contact = 'employer_contact@reader';
const reports = '/v1/incident-reports';

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database, { REDELIVER_AFTER_MS: '200' });
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('reader');
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

/**
 * As after a failover to a standby: every connection is new, and may only read. But for those of the queue: while BullMQ
 * replaces the one on which it listens, an error on it is heard by nobody and ends the process.
 */
async function letOnlyRead(readOnly: boolean): Promise<void> {
  const name = new URL(database.url).pathname.slice(1);
  await asAdministrator(async (client) => {
    await client.query(`alter database ${name} ${readOnly ? 'set default_transaction_read_only = on' : 'reset all'}`);
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename like 'chain%' and usename <> 'chain_queue'`,
      [name],
    );
  });
}

const casesIn = async (table: string): Promise<number> =>
  (await database.query(`select distinct case_id from ${table}`)).length;

describe('a database that may only be read for a while', () => {
  it('stores nothing, says so with 503, and the system goes on by itself once it can be written', async () => {
    const { part } = await chain.done(contact, reports, incident());
    await chain.quiet();
    // Reported and on its way when it happens.
    await chain.done(contact, reports, incident());
    const before = await casesIn('employer.case_record');

    await letOnlyRead(true);
    await eventually(async () => {
      const answer = await chain.post(contact, reports, incident());
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
    });
    const withdrawal = await chain.post(contact, `${reports}/${part.id}/withdrawals`, { reason: 'It was not us.' });
    expect(withdrawal.body).toMatchObject({ type: '/v1/problem-types/unavailable', status: 503 });
    // No reading without an entry in the access log (Wpg 32a).
    expect((await chain.get(contact, `${reports}/${part.id}`)).status).toBe(503);
    expect((await fetch(`${chain.url}/health/live`)).status).toBe(200);

    await letOnlyRead(false);
    await eventually(async () => {
      expect((await chain.post(contact, reports, incident())).status).toBe(201);
    });
    expect(await casesIn('employer.case_record')).toBe(before + 1);
    await eventually(async () => {
      expect(await casesIn('casefile.chain_event')).toBe(before + 1);
    });
    expect(await database.query('select 1 from police.pending_letter where error is not null')).toEqual([]);
  });
});
