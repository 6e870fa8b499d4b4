import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker, createPostgresBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { jobOptions } from '../../libs/platform/messaging/post.js';
import { median } from '../figures.js';

/** BullMQ by itself, with the options of our post: one queue, one worker that does nothing. */
export type Question = { measure: 'hop'; samples: number; restMs: number } | { measure: 'rate'; jobs: number };

const queueName = 'floor';
const letter = { text: 'x'.repeat(1200) };
const jobsPerBulk = 500;
const jobsInHand = 3;
const { FLOOR_REDIS_URL: redisUrl, FLOOR_DATABASE_URL: connectionString = '' } = process.env;

let onJob: () => void = () => undefined;
let onCompleted: () => void = () => undefined;

const options = { concurrency: jobsInHand, lockDuration: 30_000, autorun: false };
const work = async (): Promise<void> => onJob();

function onRedis(url: string): { queue: Queue; worker: () => Worker } {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  return {
    queue: new Queue(queueName, { connection }),
    worker: () => new Worker(queueName, work, { connection, ...options }),
  };
}

function onPostgres(): { queue: Queue; worker: () => Worker } {
  const connection = { connectionString, schema: 'floor_queue', max: jobsInHand + 1, migrate: true };
  return {
    queue: new Queue(queueName, { connection }, createPostgresBackend) as unknown as Queue,
    worker: () => new Worker(queueName, work, { connection, ...options }, createPostgresBackend) as unknown as Worker,
  };
}

const { queue, worker: newWorker } = redisUrl ? onRedis(redisUrl) : onPostgres();
await queue.waitUntilReady();

async function withWorker<Result>(measure: (worker: Worker) => Promise<Result>): Promise<Result> {
  const worker = newWorker();
  worker.on('completed', () => onCompleted());
  await worker.waitUntilReady();
  const result = await measure(worker);
  await worker.close();
  return result;
}

/** From before the job is added until the worker has it in hand, one job at a time. */
const hop = (samples: number, restMs: number): Promise<number> =>
  withWorker(async (worker) => {
    void worker.run();
    await pause(200);
    const times: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const completed = new Promise<void>((resolve) => (onCompleted = resolve));
      const begun = performance.now();
      onJob = () => times.push(performance.now() - begun);
      await queue.add('letter', letter, jobOptions);
      await completed;
      await pause(restMs);
    }
    return median(times);
  });

/** How many jobs per second the worker gets through, of a backlog. */
const rate = (jobs: number): Promise<number> =>
  withWorker(async (worker) => {
    for (let added = 0; added < jobs; added += jobsPerBulk) {
      const bulk = Array.from({ length: jobsPerBulk }, () => ({ name: 'letter', data: letter, opts: jobOptions }));
      await queue.addBulk(bulk);
    }
    let left = Math.ceil(jobs / jobsPerBulk) * jobsPerBulk;
    const all = left;
    onJob = () => undefined;
    const done = new Promise<void>((resolve) => {
      onCompleted = () => {
        left -= 1;
        if (left === 0) resolve();
      };
    });
    const begun = performance.now();
    void worker.run();
    await done;
    return (all / (performance.now() - begun)) * 1000;
  });

process.on('message', (question: Question) => {
  const answer = question.measure === 'hop' ? hop(question.samples, question.restMs) : rate(question.jobs);
  void answer.then((value) => process.send?.(value));
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
process.send?.('ready');
