import { Cluster, Redis } from 'ioredis';

/** One server, or a cluster by the addresses of some of its nodes. */
export type RedisPlace = { redisUrl: string } | { redisCluster: readonly string[] };

interface Manner {
  connectionName: string;
  /** After how many attempts a command is given up; null: never, for who waits for something to come. */
  maxRetriesPerRequest: number | null;
}

export const connectRedis = (place: RedisPlace, manner: Manner): Redis | Cluster =>
  'redisUrl' in place ? new Redis(place.redisUrl, manner) : connectCluster(place.redisCluster, manner);

function connectCluster(addresses: readonly string[], manner: Manner): Cluster {
  const [{ protocol, username, password }] = addresses.map((address) => new URL(address)) as [URL];
  return new Cluster([...addresses], {
    // Who gives up at all is not to be held up by a cluster that is gone either.
    enableOfflineQueue: manner.maxRetriesPerRequest === null,
    redisOptions: {
      ...manner,
      // Of nodes that the cluster names itself only the address is known.
      ...(username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
    },
    // Certificates are for names.
    ...(protocol === 'rediss:'
      ? {
          dnsLookup: (name, answer) => {
            answer(null, name);
          },
        }
      : {}),
  });
}

/** Keys with the same text in braces are on the same node of a cluster: those of a queue, for its scripts touch several. */
export const keysOf = (queue: string): string => `{${queue}}`;
