import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { mayMount, smallDisk, type SmallDisk } from './full-disk.js';
import { incident } from './incident.js';

const contact = 'employer_contact@disker';
const describeIt = mayMount ? describe : describe.skip;

describeIt(`a queue in PostgreSQL${mayMount ? '' : ' (not played: a small disk cannot be mounted here)'}`, () => {
  let database: TestDatabase;
  let disk: SmallDisk;
  let chain: TestChain;

  beforeAll(async () => {
    database = await freshDatabase();
    chain = await startChain(database, { REDELIVER_AFTER_MS: '300' });
    await chain.setClock('2014-03-03T09:00:00+01:00');
    await chain.register('disker');
    await submit();
    await chain.quiet();
    disk = await smallDisk(database, 16);
    await disk.take('queue');
  }, 60_000);

  afterAll(async () => {
    await chain.close();
    await database.drop();
    await disk.close();
  });

  const submit = async (): Promise<string> => (await chain.done(contact, '/v1/incident-reports', incident())).caseId;

  const unpublished = async (): Promise<number> =>
    (await database.query('select 1 from employer.event where published_at is null')).length;

  const arrivedOf = async (taken: readonly string[]): Promise<number> =>
    (
      await database.query('select distinct case_id from casefile.chain_event where case_id = any ($1::uuid[])', [
        taken,
      ])
    ).length;

  it('whose disk is full takes no more, and holds up nothing: all stays in the outbox, and arrives the other way round', async () => {
    await disk.fill();
    const taken: string[] = [];
    await eventually(async () => {
      taken.push(await submit());
      expect(await unpublished()).toBeGreaterThan(0);
    });
    for (let n = 0; n < 5; n += 1) taken.push(await submit());
    await eventually(async () => expect(await arrivedOf(taken)).toBe(taken.length));
    expect(await unpublished()).toBeGreaterThan(0);
    await disk.makeRoom();
    await eventually(async () => expect(await unpublished()).toBe(0));
    await chain.quiet();
  });
});
