import { describe, expect, it } from '@jest/globals';
import { readCounts, UsageFailure } from './arguments.js';

describe('how many processes hold each context', () => {
  it('is one where nothing is said', () => {
    expect(Object.values(readCounts([]))).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('is what is asked for', () => {
    expect(readCounts(['--police', '2', '--halt=3'])).toMatchObject({ police: 2, halt: 3, employer: 1 });
  });

  it.each([[['--bakery', '2']], [['--police']], [['--police', '0']], [['--police', '99']], [['--police', '1.5']]])(
    'is refused as %j',
    (given) => {
      expect(() => readCounts(given)).toThrow(UsageFailure);
    },
  );
});
