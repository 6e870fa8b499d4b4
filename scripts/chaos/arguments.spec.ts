import { describe, expect, it } from '@jest/globals';
import { readOptions, UsageFailure } from './arguments.js';

describe('how a chaos run is asked for', () => {
  it('a minute with seed 1 and the queue in PostgreSQL, where nothing is said', () => {
    expect(readOptions([])).toEqual({ minutes: 1, seed: 1, redis: false, tell: false });
  });

  it('is what is asked for', () => {
    expect(readOptions(['--minutes', '5', '--seed=42', '--redis'])).toMatchObject({
      minutes: 5,
      seed: 42,
      redis: true,
    });
  });

  it.each([[['--minutes']], [['--minutes', '0']], [['--seed', '1.5']], [['--seed', '-1']], [['--hours', '1']]])(
    'is refused as %j',
    (given) => {
      expect(() => readOptions(given)).toThrow(UsageFailure);
    },
  );
});
