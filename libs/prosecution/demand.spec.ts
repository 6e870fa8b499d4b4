import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../platform/casework/refusal.js';
import {
  adjustedGuideline,
  againstBosAdvice,
  againstGuideline,
  demandFacts,
  refuseDemand,
  type Demand,
} from './demand.js';

const demanding = (over: Partial<Demand>): Demand => ({
  guideline: { hours: 40 },
  vptRisePercent: 200,
  demanded: { hours: 120 },
  ...over,
});

describe('The demand', () => {
  it('is equal to a guideline of forty hours, raised by 200%, at 120 hours', () => {
    expect(adjustedGuideline(demanding({}))).toEqual({ hours: 120 });
    expect(againstGuideline(demanding({}))).toBe('equal');
    expect(refuseDemand(demanding({}), true)).toBeUndefined();
  });

  it.each([
    ['under the adjusted guideline', { demanded: { hours: 119 } }],
    ['without a kind that the guideline has', { demanded: { fineCents: 1_000_000 } }],
    [
      'under it in one of two kinds',
      { guideline: { hours: 10, fineCents: 100 }, demanded: { hours: 90, fineCents: 299 } },
    ],
    ['with a lower rise in a VPT case', { vptRisePercent: 100, demanded: { hours: 200 } }],
    ['with a higher rise in a VPT case', { vptRisePercent: 300, demanded: { hours: 200 } }],
  ])('needs a reason %s', (_what, over) => {
    const refusal = refuseDemand(demanding(over), true);
    expect(refusal).toMatchObject({ kind: 'invalid', pointer: '/demand/reason' });
    expect(refuseDemand(demanding({ ...over, reason: 'Young and repentant.' }), true)).toBeUndefined();
  });

  it('outside VPT asks no reason for another rise, but does for a demand under the guideline', () => {
    expect(refuseDemand(demanding({ vptRisePercent: 0, demanded: { hours: 40 } }), false)).toBeUndefined();
    expect(isRefusal(refuseDemand(demanding({ vptRisePercent: 0, demanded: { hours: 39 } }), false))).toBe(true);
  });

  it('has a guideline with at least one kind, reason or not', () => {
    expect(refuseDemand(demanding({ guideline: {}, reason: 'None.' }), true)).toMatchObject({
      kind: 'invalid',
      pointer: '/demand/guideline',
    });
  });

  it.each([
    [{ hours: 100 }, 'above'],
    [{ hours: 120 }, 'equal'],
    [{ hours: 121 }, 'below'],
    [{ custodyDays: 1 }, 'below'],
  ])('is set against BOS advice %j: %s', (bosAdvice, position) => {
    expect(againstBosAdvice(demanding({ bosAdvice }))).toBe(position);
  });

  it('is not set against advice that names no sanction', () => {
    expect(againstBosAdvice(demanding({ bosAdvice: { modality: 'summons' } }))).toBeUndefined();
    expect(againstBosAdvice(demanding({}))).toBeUndefined();
  });

  it('is above when it asks another kind on top', () => {
    expect(againstGuideline(demanding({ demanded: { hours: 120, custodyDays: 1 } }))).toBe('above');
  });

  it('tells amounts and that there was a reason, never the reason', () => {
    expect(
      demandFacts(demanding({ reason: 'Young and repentant.', bosAdvice: { hours: 100, modality: 'x' } })),
    ).toEqual({
      guideline: { hours: 40 },
      vptRisePercent: 200,
      demanded: { hours: 120 },
      reasonGiven: true,
      againstGuideline: 'equal',
      againstBosAdvice: 'above',
    });
  });

  const cents = fc.integer({ min: 0, max: 1_000_000_000 });

  it('is compared in whole numbers: at the adjusted guideline never below, one less always', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.integer({ min: 0, max: 1000 }), (fineCents, rise) => {
        const base = demanding({ guideline: { fineCents }, vptRisePercent: rise });
        const least = adjustedGuideline(base).fineCents ?? 0;
        expect(Number.isSafeInteger(least)).toBe(true);
        expect(againstGuideline({ ...base, demanded: { fineCents: least } })).not.toBe('below');
        expect(againstGuideline({ ...base, demanded: { fineCents: least - 1 } })).toBe('below');
      }),
    );
  });

  it('never gets lower against its guideline by asking more', () => {
    const order = ['below', 'equal', 'above'];
    fc.assert(
      fc.property(cents, cents, cents, (guideline, asked, more) => {
        const base = demanding({ guideline: { fineCents: guideline }, demanded: { fineCents: asked } });
        const raised = { ...base, demanded: { fineCents: asked + more } };
        expect(order.indexOf(againstGuideline(raised))).toBeGreaterThanOrEqual(order.indexOf(againstGuideline(base)));
      }),
    );
  });
});
