import { Queue, createPostgresBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { contexts } from '../libs/contract/index.js';
import { queueName } from '../libs/platform/messaging/post.js';
import { keysOf } from '../libs/platform/messaging/redis.js';

/** The queues of the chain that is measured, to hold back what is on its way in them. */
export class ChainQueues {
  private constructor(
    private readonly queues: readonly Queue[],
    private readonly redis?: Redis,
  ) {}

  static onRedis(url: string): ChainQueues {
    const connection = new Redis(url, { maxRetriesPerRequest: null });
    return new ChainQueues(
      contexts.map(queueName).map((name) => new Queue(name, { connection, prefix: keysOf(name) })),
      connection,
    );
  }

  static onPostgres(connectionString: string): ChainQueues {
    const connection = { connectionString, schema: 'queue', max: 1 };
    const open = (name: string) => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue;
    return new ChainQueues(contexts.map((name) => open(queueName(name))));
  }

  async hold(): Promise<void> {
    for (const queue of this.queues) await queue.pause();
  }

  /** What was held back is gone, as from a queue that was emptied. */
  async forget(): Promise<void> {
    for (const queue of this.queues) await queue.drain();
    for (const queue of this.queues) await queue.resume();
  }

  async close(): Promise<void> {
    for (const queue of this.queues) await queue.close();
    this.redis?.disconnect();
  }
}
