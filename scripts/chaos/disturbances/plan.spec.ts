import { describe, expect, it } from '@jest/globals';
import { Random } from '../random.js';
import { disturbanceKinds, plan, type Disturbance } from './plan.js';

const first = (seed: number, redis: boolean, count = 400): Disturbance[] => {
  const planned = plan(new Random(seed).of('disturbances'), redis);
  return Array.from({ length: count }, () => planned.next().value);
};

describe('the plan of what is broken', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(first(3, true)).toEqual(first(3, true));
    expect(first(3, true)).not.toEqual(first(4, true));
  });

  it('has every kind of disturbance', () => {
    expect(new Set(first(3, true).map(({ kind }) => kind))).toEqual(new Set(disturbanceKinds));
  });

  it('leaves Redis alone where the queue is in PostgreSQL', () => {
    expect(first(3, false).filter(({ kind }) => kind.endsWith('redis'))).toEqual([]);
  });

  it('moves the clock forward only', () => {
    expect(first(3, true).every(({ lasts, after }) => lasts >= 0 && after >= 0)).toBe(true);
  });
});
