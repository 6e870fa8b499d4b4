import { parseArgs } from 'node:util';

export interface Settings {
  json: string | undefined;
  redisUrl: string | undefined;
  rounds: number;
  /** Where a CPU profile of the chain and the statements of the database go, when asked for. */
  profile: string | undefined;
  only: readonly string[] | undefined;
}

/**
 * `--json FILE [--redis] [--rounds N] [--only intake,accessLog,hop,throughput] [--profile FOLDER]`; with --redis the queue is
 * on the Redis of REDIS_URL, of which three databases (13 to 15) are used.
 */
export function settingsFrom(argv: readonly string[], environment: NodeJS.ProcessEnv): Settings {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'string' },
      redis: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '5' },
      profile: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds must be a whole number from 1');
  return {
    json: values.json,
    redisUrl: values.redis ? environment.REDIS_URL?.trim() || 'redis://127.0.0.1:6379' : undefined,
    rounds,
    profile: values.profile,
    only: values.only?.split(','),
  };
}
