import { Queue, Worker, createPostgresBackend, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import type { ContextName } from '../../contract/index.js';
import type { Letter } from './letter.js';

export interface Bag {
  letters: Letter[];
}

/** The postman: takes bags of letters to the addressees' queues. It stores nothing that matters. */
export interface Post {
  send(addressee: ContextName, bags: Bag[]): Promise<void>;
  /** Hands every bag for the addressee to `deliver`; a bag whose delivery fails comes again later. */
  receive(addressee: ContextName, deliver: (bag: Bag) => Promise<void>, onError: (error: Error) => void): Receiver;
  close(): Promise<void>;
}

export interface Receiver {
  /** Finishes the bags in hand and takes no more. */
  close(): Promise<void>;
}

/** BullMQ on Redis where an address is given, else BullMQ on PostgreSQL. */
export type PostBackend = { redisUrl: string } | { queueDatabaseUrl: string };

const queueName = (addressee: ContextName): string => `chain-${addressee}`;

export const jobOptions = {
  attempts: 12,
  backoff: { type: 'exponential', delay: 100 },
  removeOnComplete: true,
  // The outbox still has the letters: what is given up here is delivered from there.
  removeOnFail: true,
} as const;

/**
 * A bag holds many letters, handled in one transaction. A second one in hand would wait for the same locks, and costs
 * a worker that has nothing to do several questions to the queue for each bag.
 */
const bagsInHand = 1;

export function openPost(backend: PostBackend, onError: (error: Error) => void): Post {
  const queues = new Map<ContextName, Queue<Bag>>();
  const backendOptions = optionsFor(backend, onError);

  const queueFor = (addressee: ContextName): Queue<Bag> => {
    let queue = queues.get(addressee);
    if (!queue) {
      queue = backendOptions.queue(queueName(addressee));
      queue.on('error', onError);
      queues.set(addressee, queue);
    }
    return queue;
  };

  return {
    async send(addressee, bags) {
      const queue = queueFor(addressee);
      // Not addBulk: on PostgreSQL that makes and drops two tables each time, which costs more than several adds.
      await Promise.all(bags.map((bag) => queue.add('bag', bag, jobOptions)));
    },
    receive(addressee, deliver, onReceiveError) {
      const worker = backendOptions.worker(queueName(addressee), (job) => deliver(job.data));
      worker.on('error', onReceiveError);
      worker.on('failed', (_job, error) => {
        onReceiveError(error);
      });
      return { close: () => worker.close() };
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      backendOptions.close();
    },
  };
}

interface BackendOptions {
  queue(name: string): Queue<Bag>;
  worker(name: string, process: (job: Job<Bag>) => Promise<void>): Worker<Bag>;
  close(): void;
}

function optionsFor(backend: PostBackend, onError: (error: Error) => void): BackendOptions {
  return 'redisUrl' in backend ? onRedis(backend.redisUrl, onError) : onPostgres(backend.queueDatabaseUrl);
}

function onRedis(redisUrl: string, onError: (error: Error) => void): BackendOptions {
  const sending = new Redis(redisUrl, { maxRetriesPerRequest: 3, connectionName: 'chain-post' });
  const receiving = new Redis(redisUrl, { maxRetriesPerRequest: null, connectionName: 'chain-inbox' });
  sending.on('error', onError);
  receiving.on('error', onError);
  return {
    queue: (name) => new Queue<Bag>(name, { connection: sending }),
    worker: (name, process) =>
      new Worker<Bag>(name, process, { connection: receiving, concurrency: bagsInHand, lockDuration: 30_000 }),
    close() {
      sending.disconnect();
      receiving.disconnect();
    },
  };
}

function onPostgres(connectionString: string): BackendOptions {
  // The queue need not wait for the disk: a bag that is lost, or comes twice, the outbox and the inbox make good.
  const options = '-c synchronous_commit=off';
  const connection = { connectionString, options, schema: 'queue', max: bagsInHand + 1, migrate: true };
  return {
    queue: (name) => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue<Bag>,
    worker: (name, process) =>
      new Worker(
        name,
        process,
        { connection, concurrency: bagsInHand, lockDuration: 30_000 },
        createPostgresBackend,
      ) as unknown as Worker<Bag>,
    close() {
      // Each queue closes its own connections.
    },
  };
}
