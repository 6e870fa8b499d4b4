import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5, v7, validate, version } from 'uuid';
import { chance } from './chance.js';
import { identifierFrom, newIdentifier } from './identifiers.js';

describe('identifiers', () => {
  it('new ones are UUIDs of version 7, and none comes twice', () => {
    const made = Array.from({ length: 5_000 }, newIdentifier);
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((one) => validate(one) && version(one) === 7)).toBe(true);
  });

  it('those that follow from an entry are the same as ever: cases that were kept are decided again', () => {
    expect(identifierFrom('01890a5d-ac96-774b-bcce-b302099a8057')('victim:v1')).toBe(
      'a5ed971c-34ab-596b-99a3-da5b8ae4c181',
    );
    fc.assert(
      fc.property(fc.string(), (name) => {
        const entry = v7();
        expect(identifierFrom(entry)(name)).toBe(v5(name, entry));
      }),
    );
  });

  it('chance is given out once: what was given is not changed by what is given later', () => {
    const given = Array.from({ length: 2_000 }, (_, index) => chance((index % 32) + 1));
    const before = given.map((one) => one.toString('hex'));
    for (let more = 0; more < 2_000; more += 1) chance(16);
    expect(given.map((one) => one.toString('hex'))).toEqual(before);
    expect(new Set(before.filter((hex) => hex.length >= 32)).size).toBe(
      before.filter((hex) => hex.length >= 32).length,
    );
    expect(chance(20_000)).toHaveLength(20_000);
  });
});
