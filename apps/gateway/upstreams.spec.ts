import { describe, expect, it } from '@jest/globals';
import { Upstreams } from './upstreams.js';

describe('processes behind the gateway', () => {
  const addresses = { police: ['http://a', 'http://b'], halt: ['http://c'] };
  const take = (upstreams: Upstreams, count: number): string[] =>
    Array.from({ length: count }, () => upstreams.next('police'));

  it('are taken in turn', () => {
    expect(take(new Upstreams(addresses), 4)).toEqual(['http://a', 'http://b', 'http://a', 'http://b']);
  });

  it('are left alone for a second when they failed', () => {
    let now = 0;
    const upstreams = new Upstreams(addresses, () => now);
    upstreams.failed('http://a');
    expect(new Set(take(upstreams, 3))).toEqual(new Set(['http://b']));
    now = 1001;
    expect(new Set(take(upstreams, 2))).toEqual(new Set(['http://a', 'http://b']));
  });

  it('are tried all the same when all of them failed', () => {
    const upstreams = new Upstreams(addresses);
    upstreams.failed('http://c');
    expect(upstreams.next('halt')).toBe('http://c');
  });
});
