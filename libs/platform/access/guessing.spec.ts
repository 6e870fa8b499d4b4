import { describe, expect, it } from '@jest/globals';
import { ProblemException } from '../http/problem.js';
import { foundOrLockedOut, Guessing, type LookUp } from './guessing.js';

const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 5) + seconds * 1000).toISOString();
const nothing = (): Promise<undefined> => Promise.resolve(undefined);
const something = (): Promise<string> => Promise.resolve('a case');
const hour = 3600;

async function miss(guessing: Guessing, who: string, times: number, seconds = 0): Promise<void> {
  for (let n = 0; n < times; n += 1) await guessing.lookUp(who, at(seconds), nothing);
}

describe('who looks up numbers that do not exist', () => {
  it('is locked out after ten of them, for an hour, also of numbers that do', async () => {
    const guessing = new Guessing();
    await miss(guessing, 'someone', 9);
    expect(await guessing.lookUp('someone', at(0), something)).toEqual({ found: 'a case' });
    expect(await guessing.lookUp('someone', at(60), nothing)).toEqual({ found: undefined });
    expect(await guessing.lookUp('someone', at(61), something)).toEqual({ waitSeconds: hour - 1 });
    expect(await guessing.lookUp('someone', at(59 + hour), something)).toEqual({ waitSeconds: 1 });
    expect(await guessing.lookUp('someone', at(60 + hour), something)).toEqual({ found: 'a case' });
  });

  it('begins anew after the lock: ten more, and locked again', async () => {
    const guessing = new Guessing();
    await miss(guessing, 'someone', 10);
    await miss(guessing, 'someone', 9, hour);
    expect(await guessing.lookUp('someone', at(hour), something)).toEqual({ found: 'a case' });
    await miss(guessing, 'someone', 1, hour);
    expect(await guessing.lookUp('someone', at(hour), something)).toEqual({ waitSeconds: hour });
  });

  it('is not locked out for longer by asking on', async () => {
    const guessing = new Guessing();
    await miss(guessing, 'someone', 50);
    expect(await guessing.lookUp('someone', at(hour), something)).toEqual({ found: 'a case' });
  });

  it('is forgiven each miss after a quarter of an hour', async () => {
    const guessing = new Guessing();
    await miss(guessing, 'someone', 5, 0);
    await miss(guessing, 'someone', 4, 600);
    await miss(guessing, 'someone', 5, 900);
    expect(await guessing.lookUp('someone', at(901), something)).toEqual({ found: 'a case' });
    await miss(guessing, 'someone', 1, 902);
    expect(await guessing.lookUp('someone', at(903), something)).toMatchObject({ waitSeconds: hour - 1 });
  });

  it('does not lock out anybody else', async () => {
    const guessing = new Guessing();
    await miss(guessing, 'someone', 20);
    expect(await guessing.lookUp('a colleague', at(0), something)).toEqual({ found: 'a case' });
  });

  it('has no more guesses when they are made all at once', async () => {
    const guessing = new Guessing();
    let looked = 0;
    const find = (): Promise<undefined> => {
      looked += 1;
      return Promise.resolve(undefined);
    };
    await Promise.all(Array.from({ length: 200 }, () => guessing.lookUp('someone', at(0), find)));
    expect(looked).toBe(10);
  });
});

describe('who looks up numbers that exist', () => {
  it('may do so as often as needed', async () => {
    const guessing = new Guessing();
    for (let n = 0; n < 100; n += 1)
      expect(await guessing.lookUp('someone', at(n), something)).toEqual({ found: 'a case' });
  });

  it('is not blamed for a lookup that failed on our side', async () => {
    const guessing = new Guessing();
    const fails = (): Promise<string> => Promise.reject(new Error('no database'));
    for (let n = 0; n < 20; n += 1) await expect(guessing.lookUp('someone', at(0), fails)).rejects.toThrow();
    expect(await guessing.lookUp('someone', at(0), something)).toEqual({ found: 'a case' });
  });
});

describe('the answer to who is locked out', () => {
  const answerTo = (outcome: LookUp<string>): unknown => {
    try {
      return foundOrLockedOut(outcome);
    } catch (error) {
      return error;
    }
  };

  it('says in whole seconds when to come back, and never to come back at once', () => {
    for (const [waitSeconds, retryAfter] of [
      [59.2, '60'],
      [0.001, '1'],
    ] as const) {
      const answer = answerTo({ waitSeconds }) as ProblemException;
      expect(answer).toBeInstanceOf(ProblemException);
      expect(answer.problem.status).toBe(429);
      expect(answer.headers).toEqual({ 'Retry-After': retryAfter });
    }
    expect(answerTo({ found: 'a case' })).toBe('a case');
    expect(answerTo({ found: undefined })).toBeUndefined();
  });
});
