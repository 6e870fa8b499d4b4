export class UsageFailure extends Error {
  override readonly name = 'UsageFailure';
}

export interface ChaosOptions {
  minutes: number;
  seed: number;
  /** The queue in Redis; else in PostgreSQL. */
  redis: boolean;
  /** What happened, line by line, while it happens. */
  tell: boolean;
}

const usage = 'npm run chaos -- --minutes M --seed S [--redis] [--tell]: minutes 0.1 to 600, seed a whole number.';

export function readOptions(given: readonly string[]): ChaosOptions {
  const options: ChaosOptions = { minutes: 1, seed: 1, redis: false, tell: false };
  const words = given.flatMap((word) => word.split('='));
  for (let place = 0; place < words.length; place += 1) {
    switch (words[place]) {
      case '--redis':
        options.redis = true;
        break;
      case '--tell':
        options.tell = true;
        break;
      case '--minutes':
        options.minutes = Number(words[(place += 1)]);
        break;
      case '--seed':
        options.seed = Number(words[(place += 1)]);
        break;
      default:
        throw new UsageFailure(usage);
    }
  }
  const { minutes, seed } = options;
  if (!(minutes >= 0.1 && minutes <= 600) || !Number.isSafeInteger(seed) || seed < 0) throw new UsageFailure(usage);
  return options;
}
