import { parseArgs } from 'node:util';

/** Small: everything in a few minutes, to see that it works and where it stands. Full: as the goals mean it. */
export type Scale = 'small' | 'full';

export interface Settings {
  json: string | undefined;
  redisUrl: string | undefined;
  scale: Scale;
  /** Of each row that does not say itself how many it needs. */
  rounds: number;
  /** How much of the year is played. */
  incidents: number;
  /** Where a CPU profile of the chain and the statements of the database go, when asked for. */
  profile: string | undefined;
  only: readonly string[] | undefined;
}

export const incidentsOfAYear = 150_000;

const usage = `npm run bench -- --json FILE [--redis] [--scale small|full] [--only ROW,ROW] [--rounds N] [--incidents N] [--profile FOLDER]`;

/** With --redis the queue is on the Redis of REDIS_URL, of which three databases (13 to 15) are emptied and used. */
export function settingsFrom(argv: readonly string[], environment: NodeJS.ProcessEnv): Settings {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'string' },
      redis: { type: 'boolean', default: false },
      scale: { type: 'string', default: 'small' },
      rounds: { type: 'string' },
      incidents: { type: 'string' },
      profile: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const { scale } = values;
  if (scale !== 'small' && scale !== 'full') throw new Error(`--scale is small or full: ${usage}`);
  return {
    json: values.json,
    redisUrl: values.redis ? environment.REDIS_URL?.trim() || 'redis://127.0.0.1:6379' : undefined,
    scale,
    rounds: whole('rounds', values.rounds ?? (scale === 'small' ? '2' : '5')),
    incidents: whole(
      'incidents',
      values.incidents ?? String(scale === 'small' ? incidentsOfAYear / 100 : incidentsOfAYear),
    ),
    profile: values.profile,
    only: values.only?.split(','),
  };
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1: ${usage}`);
  return number;
}
