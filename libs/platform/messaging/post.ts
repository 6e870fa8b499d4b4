import { Queue, Worker, createPostgresBackend, type Job } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ContextName } from '../../contract/index.js';
import type { Letter } from './letter.js';
import { HeardClient } from '../persistence/heard-client.js';
import { connectRedis, keysOf, type RedisPlace } from './redis.js';
import { Reopening } from './reopening.js';

export interface Bag {
  letters: Letter[];
}

/** The postman: takes bags of letters to the addressees' queues. It stores nothing that matters. */
export interface Post {
  send(addressee: ContextName, bags: Bag[]): Promise<void>;
  /** Hands every bag for the addressee to `deliver`; a bag whose delivery fails comes again later. */
  receive(addressee: ContextName, deliver: (bag: Bag) => Promise<void>, onError: (error: Error) => void): Receiver;
  /** How much is on its way to the addressee. */
  depthOf(addressee: ContextName): Promise<QueueDepth>;
  /** Answers when the queue does; absent where the queue is in the database. */
  ping?: () => Promise<void>;
  close(): Promise<void>;
}

export interface QueueDepth {
  /** Those that wait, are in hand, or come again later. */
  bags: number;
  /** Estimated from the oldest and the newest bags: to count them the queue would have to be read. */
  letters: number;
  /** When the oldest of those that wait was sent, in milliseconds. */
  oldestAt?: number;
}

export interface Receiver {
  /** Finishes the bags in hand and takes no more. */
  close(): Promise<void>;
}

/** BullMQ on Redis where an address is given, else BullMQ on PostgreSQL. */
export type PostBackend = RedisPlace | { queueDatabaseUrl: string };

export const queueName = (addressee: ContextName): string => `chain-${addressee}`;

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

/** How long a bag stays with who took it and says nothing, and how often is looked for such bags. */
export interface HoldingTimes {
  lockDuration: number;
  stalledInterval: number;
}

const holdingTimes: HoldingTimes = { lockDuration: 30_000, stalledInterval: 30_000 };

/** Before the queue is asked again, where it did not answer. */
const askAgainAfter = 1_000;

export function openPost(backend: PostBackend, onError: (error: Error) => void, times = holdingTimes): Post {
  const queues = new Map<ContextName, Reopening<Queue<Bag>>>();
  const backendOptions = optionsFor(backend, onError, times);

  const queueFor = (addressee: ContextName): Promise<Queue<Bag>> => {
    let queue = queues.get(addressee);
    if (!queue) {
      queue = new Reopening(() => backendOptions.queue(queueName(addressee)).on('error', onError));
      queues.set(addressee, queue);
    }
    return queue.ready();
  };

  return {
    async send(addressee, bags) {
      const queue = await queueFor(addressee);
      // Not addBulk: on PostgreSQL that makes and drops two tables each time, which costs more than several adds.
      await Promise.all(bags.map((bag) => queue.add('bag', bag, jobOptions)));
    },
    receive(addressee, deliver, onReceiveError) {
      return received(() => {
        const worker = backendOptions.worker(queueName(addressee), (job) => deliver(job.data));
        worker.on('error', onReceiveError);
        worker.on('failed', (_job, error) => {
          onReceiveError(error);
        });
        return worker;
      }, onReceiveError);
    },
    async depthOf(addressee) {
      await backendOptions.ping?.();
      return depthOf(await queueFor(addressee));
    },
    ...(backendOptions.ping ? { ping: backendOptions.ping } : {}),
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      backendOptions.close();
    },
  };
}

/** Opens the worker until it is open, and lets it work. */
function received(open: () => Worker<Bag>, onError: (error: Error) => void): Receiver {
  const reopening = new Reopening(open);
  const closing = new AbortController();
  const isClosed = (): boolean => closing.signal.aborted;
  const begin = async (): Promise<void> => {
    while (!isClosed()) {
      try {
        const worker = await reopening.ready();
        if (!isClosed()) await worker.run();
        return;
      } catch (error) {
        if (!isClosed()) onError(error as Error);
        await pause(askAgainAfter, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };
  void begin();
  return {
    close() {
      closing.abort();
      return reopening.close();
    },
  };
}

const looksAt = 5;

async function depthOf(queue: Queue<Bag>): Promise<QueueDepth> {
  const { waiting = 0, active = 0, delayed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed');
  const bags = waiting + active + delayed;
  if (waiting + delayed === 0) return { bags, letters: bags };
  const look = (oldestFirst: boolean) => queue.getJobs(['waiting', 'delayed'], 0, looksAt - 1, oldestFirst);
  // One after the other: a measurement asks one thing at a time.
  const seen = [...(await look(true)), ...(await look(false))].filter(isThere);
  if (seen.length === 0) return { bags, letters: bags };
  const perBag = seen.reduce((sum, { data }) => sum + data.letters.length, 0) / seen.length;
  return { bags, letters: Math.round(bags * perBag), oldestAt: Math.min(...seen.map(({ timestamp }) => timestamp)) };
}

/** What was taken away meanwhile comes back as nothing, whatever the types say. */
const isThere = (job: { data?: Partial<Bag> } | undefined): boolean => job?.data?.letters !== undefined;

interface BackendOptions {
  ping?: () => Promise<void>;
  queue(name: string): Queue<Bag>;
  worker(name: string, process: (job: Job<Bag>) => Promise<void>): Worker<Bag>;
  close(): void;
}

function optionsFor(backend: PostBackend, onError: (error: Error) => void, times: HoldingTimes): BackendOptions {
  return 'queueDatabaseUrl' in backend ? onPostgres(backend.queueDatabaseUrl, times) : onRedis(backend, onError, times);
}

const working = { concurrency: bagsInHand, autorun: false, runRetryDelay: askAgainAfter } as const;

function onRedis(place: RedisPlace, onError: (error: Error) => void, times: HoldingTimes): BackendOptions {
  const sending = connectRedis(place, { maxRetriesPerRequest: 3, connectionName: 'chain-post' });
  const receiving = connectRedis(place, { maxRetriesPerRequest: null, connectionName: 'chain-inbox' });
  sending.on('error', onError);
  receiving.on('error', onError);
  return {
    async ping() {
      // Else it would wait for the connection to come back.
      if (sending.status !== 'ready') throw new Error('Redis does not answer');
      await sending.ping();
    },
    queue: (name) => new Queue<Bag>(name, { connection: sending, prefix: keysOf(name) }),
    worker: (name, process) =>
      new Worker<Bag>(name, process, { connection: receiving, prefix: keysOf(name), ...working, ...times }),
    close() {
      sending.disconnect();
      receiving.disconnect();
    },
  };
}

function onPostgres(connectionString: string, times: HoldingTimes): BackendOptions {
  // BullMQ makes the connection on which it waits with the class that pg has, whatever it is given; it takes its
  // listeners off before it closes it.
  Object.assign(pg, { Client: HeardClient });
  // The queue need not wait for the disk: a bag that is lost, or comes twice, the outbox and the inbox make good.
  const options = '-c synchronous_commit=off';
  const connection = {
    connectionString,
    options,
    schema: 'queue',
    max: bagsInHand + 1,
    migrate: true,
    Client: HeardClient,
  };
  return {
    queue: (name) => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue<Bag>,
    worker: (name, process) =>
      new Worker(name, process, { connection, ...working, ...times }, createPostgresBackend) as unknown as Worker<Bag>,
    close() {
      // Each queue closes its own connections.
    },
  };
}
