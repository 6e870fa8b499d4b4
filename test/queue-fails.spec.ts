import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';
import { ownRedisServer, redisIsInstalled, type OwnRedis } from './own-redis-server.js';
import { scrape } from './scrape.js';

const contact = 'employer_contact@filler';
const describeIt = redisIsInstalled ? describe : describe.skip;

describeIt(`a queue in Redis${redisIsInstalled ? '' : ' (not played: there is no redis-server)'}`, () => {
  let database: TestDatabase;
  let redis: OwnRedis;
  let chain: TestChain;

  beforeAll(async () => {
    [database, redis] = await Promise.all([freshDatabase(), ownRedisServer()]);
    const settings = { REDIS_URL: redis.url, REDELIVER_AFTER_MS: '300', MEASURE_EVERY_MS: '50' };
    chain = await startChain(database, settings);
    await chain.setClock('2014-03-03T09:00:00+01:00');
    await chain.register('filler');
  }, 60_000);

  afterAll(async () => {
    await redis.start();
    await chain.close();
    await redis.close();
    await database.drop();
  });

  const submit = async (): Promise<string> => (await chain.done(contact, '/v1/incident-reports', incident())).caseId;

  const arrived = (caseId: string): Promise<void> =>
    eventually(async () => {
      for (const place of ['casefile.chain_event', 'police.part', 'agreements.fact'])
        expect([place, await database.query(`select 1 from ${place} where case_id = $1 limit 1`, [caseId])]).toEqual([
          place,
          [expect.anything()],
        ]);
    });

  const unpublished = async (): Promise<number | undefined> =>
    (await scrape(chain.url)).get('chain_outbox_events')?.get('employer');

  const redisIs = async (): Promise<unknown> => {
    const answer = await fetch(`${chain.url}/health/ready`);
    const { dependencies } = (await answer.json()) as { dependencies: object };
    return [answer.status, dependencies];
  };

  it('that is full holds up nothing: what it does not take stays in the outbox, and arrives the other way round', async () => {
    await redis.limitMemory('1');
    const caseId = await submit();
    await arrived(caseId);
    await eventually(async () => expect(await unpublished()).toBeGreaterThan(0));
    await redis.limitMemory('0');
    await eventually(async () => expect(await unpublished()).toBe(0));
    await arrived(await submit());
  });

  it('that is gone holds up nothing either, and is told of without the process being taken out', async () => {
    expect(await redisIs()).toEqual([200, { database: 'up', redis: 'up' }]);
    await redis.kill();
    const caseId = await submit();
    await arrived(caseId);
    await eventually(async () => expect(await redisIs()).toEqual([200, { database: 'up', redis: 'down' }]));
    // What cannot be measured is not known, and not nought.
    await eventually(async () => expect((await scrape(chain.url)).get('chain_queue_letters')).toBeUndefined());
    await redis.start();
    await eventually(async () => expect(await redisIs()).toEqual([200, { database: 'up', redis: 'up' }]));
    await eventually(async () => expect(await unpublished()).toBe(0));
    await arrived(await submit());
    expect(await database.query('select 1 from police.pending_letter where error is not null')).toEqual([]);
  });
});
