import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultOfAwards, faultOfNaming, noteClaim, type ClaimNews, type KnownClaims } from './known-claims.js';

const news = (type: ClaimNews['type'], data: object, claim: string | undefined = 'claim') =>
  ({ type, about: { claim }, data }) as unknown as ClaimNews;

const opened = { party: 'victim', partyKind: 'victim', claimedCents: 1000, recoverer: 'employer' };

const known = (...events: ClaimNews[]): KnownClaims => {
  const claims: KnownClaims = {};
  for (const event of [news('claim.opened', opened), ...events]) noteClaim(claims, event);
  return claims;
};

const awarded = (...awards: { debtors: string[]; amountCents: number; jointly: boolean }[]) =>
  news('claim.awarded', { awardedCents: 0, awards });

const award = (amountCents: number, jointly = false) => [{ claim: 'claim', amountCents, jointly }];

describe('What is known of a claim', () => {
  it('is its amount and who recovers it, as last told', () => {
    const raised = { party: 'victim', partyKind: 'victim', claimedCents: 1500 };
    expect(known(news('claim.extended', raised)).claim).toEqual({
      party: 'victim',
      partyKind: 'victim',
      claimedCents: 1500,
      recoverer: 'employer',
      awards: [],
      writtenOff: false,
    });
  });

  it('keeps its awards when it is substantiated, and loses them when they become void', () => {
    const share = { debtors: ['a'], amountCents: 10, jointly: false };
    const substantiated = news('claim.substantiated', { party: 'victim', partyKind: 'victim', claimedCents: 900 });
    expect(known(awarded(share), substantiated).claim?.awards).toEqual([share]);
    expect(known(awarded(share), news('claim.award-voided', { awardedCents: 0, awards: [] })).claim?.awards).toEqual(
      [],
    );
  });

  it('is nothing, for an event about no claim or one never opened', () => {
    const claims: KnownClaims = {};
    noteClaim(claims, news('claim.written-off', {}));
    noteClaim(claims, awarded());
    expect(claims).toEqual({});
  });
});

describe('Awards on a claim', () => {
  it.each([
    ['its whole', [], award(1000), undefined],
    ['a cent over', [], award(1001), 'award-over-claim'],
    ['jointly a cent over', [], award(1001, true), 'award-over-claim'],
    ['the rest', [awarded({ debtors: ['b'], amountCents: 600, jointly: false })], award(400), undefined],
    ['over the rest', [awarded({ debtors: ['b'], amountCents: 600, jointly: false })], award(401), 'award-over-claim'],
    [
      'the whole beside one jointly',
      [awarded({ debtors: ['b'], amountCents: 600, jointly: true })],
      award(1000),
      undefined,
    ],
    [
      'the whole jointly',
      [awarded({ debtors: ['b'], amountCents: 600, jointly: false })],
      award(1000, true),
      undefined,
    ],
    ['the whole again', [awarded({ debtors: ['a'], amountCents: 600, jointly: false })], award(1000), undefined],
    ['one written off', [news('claim.written-off', {})], award(1), 'claim-written-off'],
  ])('%s', (_what, events, awards, fault) => {
    expect(faultOfAwards(known(...events), 'a', awards, [])?.fault).toBe(fault);
  });

  it('count what one awarded oneself, until recovery tells of that debtor', () => {
    const own = [{ debtor: 'b', claim: 'claim', amountCents: 600, jointly: false }];
    expect(faultOfAwards(known(), 'a', award(401), own)?.fault).toBe('award-over-claim');
    const told = known(awarded({ debtors: ['b'], amountCents: 100, jointly: false }));
    expect(faultOfAwards(told, 'a', award(900), own)).toBeUndefined();
  });

  it('name claims of the case, each once', () => {
    expect(faultOfNaming(known(), ['claim', 'other'])).toEqual({ index: 1, fault: 'claim-unknown' });
    expect(faultOfNaming(known(), ['claim', 'claim'])).toEqual({ index: 1, fault: 'claim-named-twice' });
    expect(faultOfNaming(known(), ['claim'])).toBeUndefined();
  });

  it('several at a time never add up to more than the claim', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 8 }), (amounts) => {
        const live: { debtor: string; claim: string; amountCents: number; jointly: boolean }[] = [];
        amounts.forEach((amountCents, index) => {
          const debtor = `suspect ${index}`;
          if (!faultOfAwards(known(), debtor, award(amountCents), live)) {
            live.push({ debtor, claim: 'claim', amountCents, jointly: false });
          }
        });
        expect(live.reduce((sum, one) => sum + one.amountCents, 0)).toBeLessThanOrEqual(1000);
      }),
    );
  });
});
