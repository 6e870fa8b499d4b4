import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';
import { ownPooler, pgbouncerIsInstalled, type OwnPooler } from './own-pgbouncer.js';
import { runningCase } from './running-case.js';

const describeIt = pgbouncerIsInstalled ? describe : describe.skip;

describeIt(`behind a pooler${pgbouncerIsInstalled ? '' : ' (not played: there is no pgbouncer)'}`, () => {
  let database: TestDatabase;
  let pooler: OwnPooler;
  let chain: TestChain;

  beforeAll(async () => {
    database = await freshDatabase();
    pooler = await ownPooler(database);
    chain = await startChain(database, {
      DATABASE_URL: pooler.url,
      DATABASE_SESSION_URL: database.url,
      REDELIVER_AFTER_MS: '300',
    });
    await chain.setClock('2014-03-03T09:00:00+01:00');
    await chain.register('elders');
    await chain.register('filler');
  }, 60_000);

  afterAll(async () => {
    await chain.close();
    await pooler.close();
    await database.drop();
  });

  const submit = (by: string, key: string) =>
    chain.post(`employer_contact@${by}`, '/v1/incident-reports', incident(), { 'Idempotency-Key': key });
  const reports = (): Promise<{ count: number }[]> =>
    database.query(`select count(*)::int from employer.entry where command = 'submitIncidentReport'`);

  it('a case goes through all agencies', async () => {
    await runningCase(chain, 'elders');
  });

  it('who asks sees the own cases only, whoever had the connection before', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => submit(index % 2 ? 'elders' : 'filler', `mine-${String(index)}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const seen = await Promise.all(
      answers.flatMap(({ body }) =>
        ['elders', 'filler'].map(async (by) => {
          const { id } = (body as { part: { id: string } }).part;
          return (await chain.get(`employer_contact@${by}`, `/v1/incident-reports/${id}`)).status;
        }),
      ),
    );
    expect(seen).toEqual(answers.flatMap((_, index) => (index % 2 ? [200, 404] : [404, 200])));
  });

  it('what it breaks off when it is killed is done once, when it is asked again', async () => {
    const [before] = await reports();
    const underway = Array.from({ length: 10 }, (_, index) => submit('filler', `broken-off-${String(index)}`));
    await Promise.any(underway);
    await pooler.kill();
    await Promise.all(underway);
    expect((await submit('filler', 'while-it-is-gone')).status).toBe(503);
    await pooler.start();
    const again = [...underway.keys()].map((index) => `broken-off-${String(index)}`).concat('while-it-is-gone');
    for (const key of again) {
      await eventually(async () => expect((await submit('filler', key)).status).toBe(201));
    }
    expect(await reports()).toEqual([{ count: (before?.count ?? 0) + again.length }]);
  });

  it('after that everybody has heard of everything, and nothing is parked', async () => {
    await eventually(() => chain.quiet());
  });
});
