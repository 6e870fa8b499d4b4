import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';
import { ownRedisCluster, type OwnRedisCluster } from './own-redis-cluster.js';
import { redisIsInstalled } from './own-redis-server.js';
import { runningCase } from './running-case.js';

const describeIt = redisIsInstalled ? describe : describe.skip;

describeIt(`queues in a Redis Cluster${redisIsInstalled ? '' : ' (not played: there is no redis-server)'}`, () => {
  let database: TestDatabase;
  let redis: OwnRedisCluster;
  let chain: TestChain;

  beforeAll(async () => {
    [database, redis] = await Promise.all([freshDatabase(), ownRedisCluster()]);
    chain = await startChain(database, {
      REDIS_CLUSTER_URL: redis.urls,
      REDELIVER_AFTER_MS: '300',
      MEASURE_EVERY_MS: '100',
    });
    await chain.setClock('2014-03-03T09:00:00+01:00');
    await chain.register('elders');
  }, 60_000);

  afterAll(async () => {
    for (const node of [0, 1, 2]) await redis.start(node);
    await chain.close();
    await redis.close();
    await database.drop();
  });

  const submit = () => chain.done('employer_contact@elders', '/v1/incident-reports', incident());
  const unpublished = (): Promise<object[]> =>
    database.query(
      'select 1 from employer.event where published_at is null union all select 1 from police.event where published_at is null',
    );
  const redisIs = async (): Promise<unknown> => {
    const answer = await fetch(`${chain.url}/health/ready`);
    return ((await answer.json()) as { dependencies: { redis: string } }).dependencies.redis;
  };

  it('carry a case through all agencies, on every node', async () => {
    await runningCase(chain, 'elders');
    for (const scripts of await redis.sent()) expect(scripts).toBeGreaterThan(0);
  });

  it.each([0, 2])('lose nothing when node %d is killed, and come back empty', async (node) => {
    await submit();
    await redis.kill(node);
    await submit();
    await eventually(() => chain.quiet());
    await redis.start(node);
    await submit();
    await eventually(() => chain.quiet());
    await eventually(async () => expect(await unpublished()).toEqual([]));
    await eventually(async () => expect(await redisIs()).toBe('up'));
  });
});
