import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../platform/casework/refusal.js';
import { moneyOf } from './claim-view.js';
import { balance, type LedgerEntry } from './ledger.js';
import { claimOf as claimOfCase, type Claim } from './recovery.state.js';
import { judge, judgedFinal, pay, penalOrder, substantiated } from './testing/cases.js';
import { type RecoveryDesk, s1, s2, victim } from './testing/recovery-desk.js';

const claimed = 125_000;

type Step =
  | { do: 'pay'; from: string; amountCents: number; reference: string }
  | { do: 'reverse'; reference: string }
  | { do: 'judge' | 'order'; suspect: string; amountCents: number; jointly: boolean }
  | { do: 'oppose'; suspect: string };

const suspect = fc.constantFrom(s1, s2);
const reference = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
const amountCents = fc.integer({ min: 0, max: claimed });
const payment: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('pay' as const),
  from: fc.constantFrom(s1, s1, s2, 'insurer', 'violence_fund', 'state_advance'),
  amountCents,
  reference,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: payment },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), reference }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('judge' as const, 'order' as const),
      suspect,
      amountCents,
      jointly: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('oppose' as const), suspect }) },
);

const reverse = (desk: RecoveryDesk, named: string) =>
  desk.does('reversePayment', victim, { reference: named, reason: 'x' });

function take(desk: RecoveryDesk, taken: Step): unknown {
  const awards = 'amountCents' in taken ? [{ claim: desk.claim(victim), amountCents: taken.amountCents }] : [];
  switch (taken.do) {
    case 'pay':
      return pay(desk, taken.from, taken.amountCents, { reference: taken.reference });
    case 'reverse':
      return reverse(desk, taken.reference);
    case 'order':
      return penalOrder(desk, taken.suspect, awards);
    case 'oppose':
      return desk.onStrand('penal-order.opposed', taken.suspect, {});
    case 'judge': {
      const given = judge(
        desk,
        taken.suspect,
        awards.map((award) => ({ ...award, jointly: taken.jointly })),
      );
      return [given, desk.onStrand('judgment.final', taken.suspect, {})];
    }
  }
}

const claimOf = (desk: RecoveryDesk): Claim => claimOfCase(desk.state, desk.claim(victim));

/** A case in which the eight months of any judgment given on the way have passed. */
function begin(): RecoveryDesk {
  const desk = judgedFinal(105_000, '2014-06-30T09:00:00+02:00', true, claimed);
  desk.at('2015-03-03T09:00:00+01:00');
  return desk;
}

const afterAnything = (check: (desk: RecoveryDesk, before: LedgerEntry[]) => void) =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const desk = begin();
      for (const taken of steps) {
        const before = structuredClone(claimOf(desk).ledger);
        take(desk, taken);
        check(desk, before);
      }
    }),
    { numRuns: 2000 },
  );

describe('the ledger of a claim', () => {
  it('is never negative, and the victim never receives more than the damage', () => {
    afterAnything((desk) => {
      const { receivedCents, owedToStateCents, awardedCents, outstandingCents } = moneyOf(claimOf(desk));
      for (const amount of [receivedCents, owedToStateCents, awardedCents, outstandingCents])
        expect(amount).toBeGreaterThanOrEqual(0);
      expect(receivedCents).toBeLessThanOrEqual(claimed);
      expect(awardedCents).toBeLessThanOrEqual(claimed);
      expect(owedToStateCents).toBeLessThanOrEqual(receivedCents);
    });
  });

  it('accounts for every cent: received and paid back to the state is all that was paid', () => {
    afterAnything((desk) => {
      const standing = desk.view(victim).payments.filter(({ reversed }) => !reversed);
      const sum = (payments: typeof standing) => payments.reduce((total, { amountCents: paid }) => total + paid, 0);
      const advanced = sum(standing.filter(({ from }) => from === 'state_advance'));
      const { receivedCents, owedToStateCents } = moneyOf(claimOf(desk));
      expect(receivedCents + (advanced - owedToStateCents)).toBe(sum(standing));
    });
  });

  it('only grows: entries are never changed', () => {
    afterAnything((desk, before) => {
      expect(claimOf(desk).ledger.slice(0, before.length)).toEqual(before);
    });
  });

  it('the same reference again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), payment, (steps, again) => {
        const desk = begin();
        steps.forEach((taken) => take(desk, taken));
        if (isRefusal(take(desk, again))) return;
        const once = structuredClone(desk.state);
        take(desk, again);
        expect(desk.state).toEqual(once);
      }),
    );
  });

  it('a reversal restores balance and state exactly', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), payment, (steps, last) => {
        const desk = begin();
        steps.forEach((taken) => take(desk, taken));
        const before = {
          balance: balance(claimOf(desk).ledger),
          state: desk.stateOf(victim),
          view: desk.view(victim).awards,
        };
        const fresh = { ...last, reference: 'fresh' } as Step;
        const outcome = take(desk, fresh);
        if (isRefusal(outcome)) return;
        expect(reverse(desk, 'fresh')).toEqual(['payment.reversed']);
        const after = {
          balance: balance(claimOf(desk).ledger),
          state: desk.stateOf(victim),
          view: desk.view(victim).awards,
        };
        expect(after).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it('joint debtors together never pay more than the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ from: suspect, amount: fc.integer({ min: 1, max: claimed }) })), (payments) => {
        const desk = substantiated(claimed);
        for (const debtor of [s1, s2])
          judge(desk, debtor, [{ claim: desk.claim(victim), amountCents: 105_000, jointly: true }]);
        payments.forEach(({ from, amount }) => pay(desk, from, amount));
        expect(desk.view(victim).money.receivedCents).toBeLessThanOrEqual(105_000);
      }),
    );
  });
});
