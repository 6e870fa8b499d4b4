import { describe, expect, it } from '@jest/globals';
import { payAtHalt, referToHalt, signAtHalt, substantiated } from './testing/cases.js';
import { type RecoveryDesk, s1, victim } from './testing/recovery-desk.js';

const whole = (desk: RecoveryDesk, amountCents = 125_000) => [{ claim: desk.claim(victim), amountCents }];
const money = (desk: RecoveryDesk) => desk.view(victim).money;

describe('compensation paid at Halt', () => {
  const atHalt = () => {
    const desk = substantiated();
    referToHalt(desk, s1);
    signAtHalt(desk, s1, whole(desk, 80_000));
    return desk;
  };
  const paid = (desk: RecoveryDesk, amountCents: number, reference = 'HALT-1') => ({
    claim: desk.claim(victim),
    amountCents,
    reference,
  });

  it('is a payment, once per reference', () => {
    const desk = atHalt();
    expect(payAtHalt(desk, s1, paid(desk, 30_000))).toEqual(['payment.received']);
    expect(payAtHalt(desk, s1, paid(desk, 30_000))).toEqual([]);
    expect(money(desk).receivedCents).toBe(30_000);
    expect(desk.view(victim).payments[0]).toMatchObject({ from: s1, reference: 'HALT-1', receivedOn: '2014-03-03' });
  });

  it('is capped at what is outstanding', () => {
    const desk = atHalt();
    expect(payAtHalt(desk, s1, paid(desk, 90_000))).toEqual(['payment.received']);
    expect(payAtHalt(desk, s1, paid(desk, 1, 'HALT-2'))).toEqual([]);
    expect(money(desk).receivedCents).toBe(80_000);
  });

  it('settles where it is the whole claim', () => {
    const desk = atHalt();
    signAtHalt(desk, s1, whole(desk));
    expect(payAtHalt(desk, s1, paid(desk, 125_000))).toEqual(['payment.received', 'claim.settled']);
  });

  it('is passed over where nothing was awarded, and where nothing was paid', () => {
    const desk = substantiated();
    expect(payAtHalt(desk, s1, paid(desk, 1))).toEqual([]);
    expect(desk.onStrand('halt.progressed', s1, { hoursDone: 4 })).toEqual([]);
  });
});
