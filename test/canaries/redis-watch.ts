import { Redis } from 'ioredis';
import type { Search } from './search.js';

/** Everything that goes to one database of Redis, and everything that is left in it. */
export class RedisWatch {
  private readonly said: string[] = [];

  private constructor(
    private readonly redis: Redis,
    private readonly monitor: Redis,
  ) {}

  /** What is taken from the queue again is deleted at once: only who listens in has seen it. */
  static async on(url: string): Promise<RedisWatch> {
    const redis = new Redis(url);
    const database = new URL(url).pathname.slice(1) || '0';
    const watch = new RedisWatch(redis, await redis.monitor());
    watch.monitor.on('monitor', (_time: string, words: string[], _source: string, of: string) => {
      if (of === database) watch.said.push(unescaped(words.join('\n')));
    });
    return watch;
  }

  async show(search: Search): Promise<void> {
    search.look({ kind: 'Redis' }, this.said.splice(0).join('\n'));
    for (const key of await this.redis.keys('*')) {
      search.look({ kind: 'Redis' }, key);
      for (const value of await this.valuesOf(key)) search.look({ kind: 'Redis' }, value);
    }
  }

  close(): void {
    this.monitor.disconnect();
    this.redis.disconnect();
  }

  private async valuesOf(key: string): Promise<(Buffer | string)[]> {
    const type = await this.redis.type(key);
    if (type === 'string') return [(await this.redis.getBuffer(key)) ?? ''];
    if (type === 'hash') return Object.entries(await this.redis.hgetall(key)).flat();
    if (type === 'list') return this.redis.lrange(key, 0, -1);
    if (type === 'set') return this.redis.smembers(key);
    if (type === 'zset') return this.redis.zrange(key, 0, -1);
    if (type === 'stream') return [JSON.stringify(await this.redis.xrange(key, '-', '+'))];
    if (type === 'none') return [];
    throw new Error(`nobody looks into a ${type} of Redis`);
  }
}

/** Redis tells what it hears in ASCII: other bytes as `\xc3`. */
const unescaped = (heard: string): string =>
  heard.replaceAll(/(\\x[0-9a-f]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('\\x', ''), 'hex').toString('utf8'));
