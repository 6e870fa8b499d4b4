import { Queue, createPostgresBackend } from 'bullmq';
import { ownRedis } from '../../../../test/redis.js';
import type { TestDatabase } from '../../../../test/database.js';
import type { PostBackend } from '../post.js';

/** A backend of the queue in a test, which can be emptied. */
export interface TestBackend {
  post: PostBackend;
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** The addressee whose queue is emptied. */
const queue = 'chain-casefile';

const onPostgres = (database: TestDatabase): Promise<TestBackend> =>
  Promise.resolve({
    post: { queueDatabaseUrl: database.as('queue') },
    async empty() {
      const connection = { connectionString: database.as('queue'), schema: 'queue', max: 2, migrate: true };
      const emptied = new Queue(queue, { connection }, createPostgresBackend);
      await emptied.obliterate({ force: true });
      await emptied.close();
    },
    close: () => Promise.resolve(),
  });

async function onRedis(): Promise<TestBackend> {
  const redis = await ownRedis(process.env.REDIS_URL ?? '');
  return { post: { redisUrl: redis.url }, empty: () => redis.empty(), close: () => redis.giveBack() };
}

/** Both, where there is a Redis; else the second is passed over by name. */
export const backends: { name: string; absent: boolean; open(database: TestDatabase): Promise<TestBackend> }[] = [
  { name: 'BullMQ on PostgreSQL', absent: false, open: onPostgres },
  process.env.REDIS_URL
    ? { name: 'BullMQ on Redis', absent: false, open: onRedis }
    : { name: 'BullMQ on Redis (not played: REDIS_URL is not set)', absent: true, open: onRedis },
];
