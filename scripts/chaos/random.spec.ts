import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';

const drawn = (random: Random): number[] => Array.from({ length: 20 }, () => random.next());

describe('chance', () => {
  it('is the same for the same seed', () => {
    expect(drawn(new Random(7))).toEqual(drawn(new Random(7)));
  });

  it('is another for another seed', () => {
    expect(drawn(new Random(7))).not.toEqual(drawn(new Random(8)));
  });

  it('of a name does not depend on what else was drawn', () => {
    const random = new Random(7);
    const before = drawn(random.of('hand 1'));
    drawn(random);
    expect(drawn(random.of('hand 1'))).toEqual(before);
    expect(drawn(random.of('hand 2'))).not.toEqual(before);
  });

  it('never picks what has no weight', () => {
    const random = new Random(7);
    const picked = Array.from({ length: 200 }, () => random.weighed(['a', 'b', 'c'], (one) => (one === 'b' ? 0 : 1)));
    expect(new Set(picked)).toEqual(new Set(['a', 'c']));
    expect(random.weighed(['a'], () => 0)).toBeUndefined();
  });

  it('gives whole numbers from the least to the most', () => {
    const random = new Random(7);
    expect(new Set(Array.from({ length: 300 }, () => random.whole(1, 4)))).toEqual(new Set([1, 2, 3, 4]));
  });
});
