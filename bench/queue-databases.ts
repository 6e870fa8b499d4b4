import { Redis } from 'ioredis';
import type { Settings } from './settings.js';

/** Databases of the Redis given that are the bench's own. */
export function queueDatabases({ redisUrl }: Settings): { ours: string; door: string; floor: string } | undefined {
  if (redisUrl === undefined) return undefined;
  const at = (database: number): string => {
    const address = new URL(redisUrl);
    address.pathname = `/${String(database)}`;
    return address.toString();
  };
  return { ours: at(14), door: at(13), floor: at(15) };
}

/** What a bench that was broken off left there would come to this one's chain. */
export async function emptyQueueDatabases(settings: Settings): Promise<void> {
  for (const url of Object.values(queueDatabases(settings) ?? {})) {
    const redis = new Redis(url);
    await redis.flushdb();
    redis.disconnect();
  }
}
