import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { redisServer, type OwnProcess } from './own-process.js';

/** Three servers that are one Redis, of one test, which may kill them and start them again, empty. */
export interface OwnRedisCluster {
  /** Of all but the last, which is found by way of the others. */
  urls: string;
  /** How many bags were sent by way of each. */
  sent(): Promise<number[]>;
  kill(node: number): Promise<void>;
  start(node: number): Promise<void>;
  close(): Promise<void>;
}

interface Node {
  port: number;
  busPort: number;
  folder: string;
  server: OwnProcess;
}

const size = 3;
const slots = 16_384;

export async function ownRedisCluster(): Promise<OwnRedisCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-cluster-'));
  const nodes: Node[] = [];
  for (let number = 0; number < size; number += 1) {
    nodes.push(nodeIn(join(folder, String(number)), await freePort(), await freePort()));
  }
  await Promise.all(nodes.map(start));
  await makeOne(nodes);
  return {
    urls: nodes
      .slice(0, -1)
      .map(({ port }) => `redis://127.0.0.1:${String(port)}`)
      .join(','),
    sent: () => Promise.all(nodes.map(scriptsRun)),
    kill: (number) => nodes[number]!.server.kill(),
    async start(number) {
      await start(nodes[number]!);
      await whole(nodes);
    },
    async close() {
      await Promise.all(nodes.map(({ server }) => server.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const nodeIn = (folder: string, port: number, busPort: number): Node => ({
  port,
  busPort,
  folder,
  server: redisServer({
    port: String(port),
    dir: folder,
    'cluster-enabled': 'yes',
    'cluster-port': String(busPort),
    // After how many milliseconds the others take it for gone.
    'cluster-node-timeout': '1000',
  }),
});

async function start(node: Node): Promise<void> {
  await mkdir(node.folder, { recursive: true });
  node.server.start();
  await asked(node, (redis) => redis.ping());
}

/** What `redis-cli --cluster create` does: every node has a third of the keys, and knows the others. */
async function makeOne(nodes: readonly Node[]): Promise<void> {
  const share = Math.ceil(slots / nodes.length);
  for (const [number, node] of nodes.entries()) {
    const [first, last] = [number * share, Math.min((number + 1) * share, slots) - 1];
    await asked(node, (redis) => redis.cluster('ADDSLOTSRANGE', first, last));
    for (const { port, busPort } of nodes) {
      await asked(node, (redis) => redis.call('CLUSTER', 'MEET', '127.0.0.1', String(port), String(busPort)));
    }
  }
  await whole(nodes);
}

/** Waits until every node sees all keys served. */
async function whole(nodes: readonly Node[]): Promise<void> {
  for (const node of nodes) {
    while (!(await asked(node, (redis) => redis.cluster('INFO'))).includes('cluster_state:ok')) await pause(20);
  }
}

async function scriptsRun(node: Node): Promise<number> {
  const stats = await asked(node, (redis) => redis.info('commandstats'));
  const [, calls = '0'] = /cmdstat_evalsha:calls=(\d+)/.exec(stats) ?? [];
  return Number(calls);
}

async function asked<Answer>({ port }: Node, what: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  // It is not there yet: tried again.
  redis.on('error', () => undefined);
  try {
    return await what(redis);
  } finally {
    redis.disconnect();
  }
}
