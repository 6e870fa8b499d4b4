import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent, request, type IncomingMessage } from 'node:http';
import { Tokens } from '../scripts/scenario/tokens.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';
import { spawnProcess, type SpawnedProcess } from './spawned-process.js';

const reports = '/v1/incident-reports';
const clients = 12;
/** Who stops a process kills it after some fifteen seconds. */
const longestGoodbye = 13_000;

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const start = async (database: TestDatabase): Promise<{ chain: SpawnedProcess; url: string; tokens: Tokens }> => {
  const chain = await spawnProcess(database, { LOG_LEVEL: 'warn', REDELIVER_AFTER_MS: '300' });
  closing.push(() => chain.close());
  await eventually(() => {
    if (chain.ended()) throw new Error(`it ended: ${chain.printed()}`);
    expect(chain.addresses()).toBeDefined();
  }, 60_000);
  const { url, issuer } = chain.addresses() ?? { url: '', issuer: '' };
  return { chain, url, tokens: new Tokens(() => issuer) };
};

type Fate = { status: number; body: string } | { code: string };

/** Over a connection that is kept, as a client in earnest does. */
const put = (
  agent: Agent,
  address: string,
  bearer: string,
  body: object,
  method: 'POST' | 'PUT' = 'POST',
): Promise<Fate> =>
  new Promise((resolve) => {
    const headers = { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' };
    const asked = request(address, { agent, method, headers }, (answer: IncomingMessage) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      answer.on('error', (error: Error & { code?: string }) => resolve({ code: error.code ?? error.message }));
    });
    asked.on('error', (error: Error & { code?: string }) => resolve({ code: error.code ?? error.message }));
    asked.end(JSON.stringify(body));
  });

const numbersIn = async (database: TestDatabase, table: string): Promise<string[]> =>
  (await database.query<{ id: string }>(`select distinct case_id as id from ${table}`)).map(({ id }) => id).sort();

describe('a process that is told to stop while requests come in', () => {
  it('answers each that it took or takes none of it, ends well and in time; what it left to do is done by the next', async () => {
    const database = await freshDatabase();
    closing.push(() => database.drop());
    const { chain, url, tokens } = await start(database);
    const administrator = (await tokens.of('administrator@operator')).text;
    const agent = new Agent({ keepAlive: true, maxSockets: clients });
    closing.push(() => {
      agent.destroy();
      return Promise.resolve();
    });
    await put(agent, `${url}/v1/clock`, administrator, { now: '2014-03-03T09:00:00+01:00' }, 'PUT');
    const organisation = { type: 'employer', name: 'stop', sector: 'infrastructure', municipality: '0363' };
    await put(agent, `${url}/v1/organisations/stopper`, administrator, organisation, 'PUT');
    const bearer = (await tokens.of('employer_contact@stopper')).text;

    const fates: Fate[] = [];
    const client = async (): Promise<void> => {
      for (;;) {
        const fate = await put(agent, url + reports, bearer, incident());
        fates.push(fate);
        if ('code' in fate) return;
      }
    };
    const all = Promise.all(Array.from({ length: clients }, client));
    await eventually(() => expect(fates.length).toBeGreaterThan(3 * clients));
    const toldAt = performance.now();
    const code = await chain.stop();
    const took = performance.now() - toldAt;
    await all;

    expect([code, took < longestGoodbye]).toEqual([0, true]);
    const statuses = new Set(fates.map((fate) => ('code' in fate ? fate.code : fate.status)));
    expect([...statuses].filter((one) => one !== 201 && one !== 503)).toEqual(['ECONNREFUSED']);
    const taken = fates.flatMap((fate) =>
      'body' in fate && fate.status === 201 ? [(JSON.parse(fate.body) as { caseId: string }).caseId] : [],
    );
    expect(await numbersIn(database, 'employer.case_record')).toEqual(taken.sort());
    // No connection is left behind.
    expect(
      await database.query(
        `select 1 from pg_stat_activity where usename like 'chain%' and datname = current_database()`,
      ),
    ).toEqual([]);

    await start(database);
    await eventually(async () => {
      for (const addressee of ['casefile.chain_event', 'police.case_record', 'agreements.fact'])
        expect(await numbersIn(database, addressee)).toEqual(taken);
    });
  }, 60_000);
});
