import { Queue, createPostgresBackend } from 'bullmq';
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import { problem } from '../../libs/platform/http/problem.js';
import { sendProblem } from '../../libs/platform/http/problem-filter.js';
import { Metrics } from '../../libs/platform/telemetry/metrics.js';
import { Client } from '../../scripts/scenario/client.js';
import { lookAtAnswer, type WatchedSystem } from './play.js';
import type { RedisWatch } from './redis-watch.js';
import type { Place, Search } from './search.js';

/** A leak that somebody could make, by the way in which it would come about. */
export interface Leak {
  name: string;
  /** Where the search must find it. */
  place: Partial<Place>;
  plant(system: WatchedSystem, text: string): Promise<void>;
  /** Has the search look where it always looks. */
  show(system: WatchedSystem, search: Search): Promise<void>;
}

const showRows = (system: WatchedSystem, search: Search): Promise<void> => system.rows.show(search);

const inRows = (name: string, place: Partial<Place>, statement: string): Leak => ({
  name,
  place,
  async plant({ rows }, text) {
    await rows.query(statement, [text]);
  },
  show: showRows,
});

const table = (name: string): Partial<Place> => ({ kind: 'table', table: name });

export const leaks: Leak[] = [
  {
    name: 'a line of the log',
    place: { kind: 'output' },
    async plant({ printed }, text) {
      printed.push(`${JSON.stringify({ level: 'debug', msg: `took the report of ${text}` })}\n`);
    },
    show: async (system, search) => system.showPrinted(search),
  },
  inRows(
    'the data of an event',
    table('employer.event'),
    `update employer.event set envelope = jsonb_set(envelope, '{data,note}', to_jsonb($1::text))
     where id = (select id from employer.event limit 1)`,
  ),
  inRows(
    'a column of a table',
    table('access.organisation'),
    `update access.organisation set name = $1 where code = 'ministry'`,
  ),
  inRows(
    'a column of bytes',
    table('vault.identity'),
    `insert into vault.identity (victim, case_id, sealed)
     values (gen_random_uuid(), gen_random_uuid(), convert_to($1, 'UTF8'))`,
  ),
  inRows(
    'a row that was deleted again',
    { kind: 'former row', table: 'casefile.pending_letter' },
    `with put as (
       insert into casefile.pending_letter (case_id, producer, number, letter)
       values (gen_random_uuid(), 'police', 1, jsonb_build_object('note', $1::text)) returning case_id
     ) select case_id from put`,
  ),
  {
    name: 'a job of the queue in PostgreSQL',
    place: { kind: 'queue job' },
    async plant({ system }, text) {
      const connection = { connectionString: system.databaseUrl, schema: 'queue' };
      const queue = new Queue('canary', { connection }, createPostgresBackend);
      await queue.add('bag', { letters: [text] });
      await queue.close();
    },
    show: showRows,
  },
  {
    name: 'a label of a metric',
    place: { kind: 'metrics' },
    async plant(system, text) {
      const metrics = new Metrics();
      metrics.requests.observe({ method: 'GET', route: text, status: 200 }, 0.01);
      const server = Fastify().get('/metrics', () => metrics.registry.metrics());
      system.elsewhere.push({ url: await server.listen({ port: 0 }), close: () => server.close() });
    },
    async show(system, search) {
      for (const { url, close } of system.elsewhere.splice(0)) {
        await system.showDocument(search, 'metrics', '/metrics', url);
        await close();
      }
    },
  },
  {
    name: 'an error response',
    place: { kind: 'answer' },
    async plant(system, text) {
      const server = Fastify().get('/v1/cases', (request, reply) => {
        sendProblem(request, reply, problem('invalid', `There is no ${text} here.`));
      });
      system.elsewhere.push({ url: await server.listen({ port: 0 }), close: () => server.close() });
    },
    async show(system, search) {
      for (const { url, close } of system.elsewhere.splice(0)) {
        const answer = await new Client(() => url, undefined).get(undefined, '/v1/cases');
        lookAtAnswer(search, 'auditor@ministry', answer, system.chain.time);
        await close();
      }
    },
  },
];

/** The same on Redis, for every kind of value. */
const putInRedis: Record<string, (redis: Redis, text: string) => Promise<unknown>> = {
  'a key of Redis': (redis, text) => redis.set(text, '1'),
  'a value of Redis': (redis, text) => redis.set('canary:value', text),
  'a hash of Redis': (redis, text) => redis.hset('canary:hash', { note: text }),
  'a list of Redis': (redis, text) => redis.rpush('canary:list', text),
  'a stream of Redis': (redis, text) => redis.xadd('canary:stream', '*', 'note', text),
  async 'what was in Redis for a moment'(redis, text) {
    await redis.set('canary:gone', text);
    await redis.del('canary:gone');
  },
  async 'a job of the queue in Redis'(redis, text) {
    const queue = new Queue('canary', { connection: redis });
    await queue.add('bag', { letters: [text] });
    await queue.close();
  },
};

export const namesOfLeaksOnRedis = Object.keys(putInRedis);

export const leaksOnRedis = (url: string, watch: RedisWatch): Leak[] =>
  Object.entries(putInRedis).map(([name, put]) => ({
    name,
    place: { kind: 'Redis' },
    async plant(_system, text) {
      const redis = new Redis(url, { maxRetriesPerRequest: null });
      await put(redis, text);
      redis.disconnect();
    },
    show: (_system, search) => watch.show(search),
  }));
