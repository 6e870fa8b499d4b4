import type { Settings } from './settings.js';

/** Databases of the Redis given, so that nothing that is there already is touched. */
export function queueDatabases({ redisUrl }: Settings): { ours: string; door: string; floor: string } | undefined {
  if (redisUrl === undefined) return undefined;
  const at = (database: number): string => {
    const address = new URL(redisUrl);
    address.pathname = `/${String(database)}`;
    return address.toString();
  };
  return { ours: at(14), door: at(13), floor: at(15) };
}
