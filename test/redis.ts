import { Redis } from 'ioredis';

export interface TestRedis {
  url: string;
  /** Loses everything that is in it. */
  empty(): Promise<void>;
  giveBack(): Promise<void>;
}

const numbers = Array.from({ length: 15 }, (_, index) => index + 1);
const keptForSeconds = 600;

/** One of the numbered databases of the Redis at REDIS_URL, for one test file of one run alone. */
export async function ownRedis(address: string): Promise<TestRedis> {
  const claims = new Redis(address);
  for (const number of numbers) {
    const claim = `test-database-${String(number)}`;
    if ((await claims.set(claim, process.pid, 'EX', keptForSeconds, 'NX')) === null) continue;
    const url = Object.assign(new URL(address), { pathname: `/${String(number)}` }).toString();
    const own = new Redis(url);
    await own.flushdb();
    return {
      url,
      async empty() {
        await own.flushdb();
      },
      async giveBack() {
        await own.flushdb();
        await claims.del(claim);
        own.disconnect();
        claims.disconnect();
      },
    };
  }
  claims.disconnect();
  throw new Error('every numbered database of Redis is in use by other tests');
}
