import { describe, expect, it } from '@jest/globals';
import { dismiss, judge, judgedFinal, pay, penalOrder, pursued, reported, substantiated } from '../testing/cases.js';
import { type RecoveryDesk, employerParty, idOf, s1, s2, victim } from '../testing/recovery-desk.js';

const refused = (kind: string, code: string) => expect.objectContaining({ kind, code });
const awarded = (amountCents = 100_000) => {
  const desk = substantiated();
  penalOrder(desk, s1, [{ claim: desk.claim(victim), amountCents }]);
  return desk;
};
const money = (desk: RecoveryDesk, party = victim) => desk.view(party).money;

describe('recording a payment', () => {
  it('needs an award or an amicable way', () => {
    expect(pay(pursued('civil'), s1, 1)).toEqual(refused('conflict', 'nothing-to-pay'));
    expect(pay(pursued('amicable'), s1, 1)).toEqual(['payment.received']);
    expect(pay(awarded(), s1, 1)).toEqual(['payment.received']);
  });

  it.each([
    [{ amountCents: 0 }, 'payment-of-nothing'],
    [{ receivedOn: '2014-03-04' }, 'received-in-future'],
    [{ receivedOn: '2014-03-02' }, 'received-before-claim'],
    [{ amountCents: 100_001 }, 'overpayment'],
    [{ from: idOf('stranger') }, 'payer-unknown'],
    [{ from: 'lottery' }, 'payer-unknown'],
    [{ from: s2 }, 'payer-without-award'],
    [{ from: 'insurer', amountCents: 100_001 }, 'overpayment'],
    [{ from: 'state_advance' }, 'advance-without-final-measure'],
  ])('%j is refused: %s', (change, code) => {
    expect(pay(awarded(), s1, 1, change)).toEqual(refused('invalid', code));
  });

  it('happened today in Amsterdam, though it is yesterday in UTC', () => {
    const desk = awarded().at('2014-03-05T00:30:00+01:00');
    expect(pay(desk, s1, 1, { receivedOn: '2014-03-05' })).toEqual(['payment.received']);
  });

  it('the same reference again changes nothing, also after it was reversed', () => {
    const desk = awarded();
    pay(desk, s1, 10_000, { reference: 'CJIB-1' });
    const before = structuredClone(desk.state);
    expect(pay(desk, s1, 10_000, { reference: 'CJIB-1' })).toEqual([]);
    expect(pay(desk, 'insurer', 99, { reference: 'CJIB-1' })).toEqual([]);
    expect(desk.state).toEqual(before);
    desk.does('reversePayment', victim, { reference: 'CJIB-1', reason: 'wrong' });
    expect(pay(desk, s1, 10_000, { reference: 'CJIB-1' })).toEqual([]);
    expect(money(desk).receivedCents).toBe(0);
  });

  it('insurer and violence fund lower what the victim still gets', () => {
    const desk = awarded();
    expect(pay(desk, 'insurer', 60_000)).toEqual(['payment.received']);
    expect(pay(desk, 'violence_fund', 30_000)).toEqual(['payment.received']);
    expect(pay(desk, s1, 10_001)).toEqual(refused('invalid', 'overpayment'));
    expect(pay(desk, s1, 10_000)).toEqual(['payment.received']);
  });

  it('the violence fund pays no legal person', () => {
    const desk = pursued('amicable');
    expect(pay(desk, 'violence_fund', 1, {}, employerParty)).toEqual(
      refused('invalid', 'violence-fund-for-legal-person'),
    );
  });
});

describe('an amicable claim', () => {
  it('is settled when it is paid in full', () => {
    const desk = pursued('amicable');
    expect(pay(desk, s1, 100_000)).toEqual(['payment.received']);
    expect(desk.stateOf(victim)).toBe('pursued');
    expect(pay(desk, s2, 25_001)).toEqual(refused('invalid', 'overpayment'));
    expect(pay(desk, s2, 25_000)).toEqual(['payment.received', 'claim.settled']);
    expect(pay(desk, s2, 1)).toEqual(refused('invalid', 'overpayment'));
  });

  it('is no longer paid when another route is chosen', () => {
    const desk = pursued('amicable');
    desk.does('chooseRoute', victim, { route: 'civil' });
    expect(pay(desk, s1, 1)).toEqual(refused('conflict', 'nothing-to-pay'));
  });
});

describe('several suspects', () => {
  const jointly = (first: number, second: number) => {
    const desk = substantiated();
    judge(desk, s1, [{ claim: desk.claim(victim), amountCents: first, jointly: true }]);
    judge(desk, s2, [{ claim: desk.claim(victim), amountCents: second, jointly: true }]);
    return desk;
  };

  it('jointly liable: a payment by one lowers what all owe, together never more than the whole', () => {
    const desk = jointly(105_000, 105_000);
    pay(desk, s1, 30_000);
    expect(desk.view(victim).awards.map(({ owedCents }) => owedCents)).toEqual([75_000, 75_000]);
    expect(pay(desk, s2, 75_001)).toEqual(refused('invalid', 'overpayment'));
    pay(desk, s2, 75_000);
    expect(pay(desk, s1, 1)).toEqual(refused('invalid', 'overpayment'));
  });

  it('jointly liable for different amounts: together the largest', () => {
    const desk = jointly(100_000, 80_000);
    expect(money(desk).awardedCents).toBe(100_000);
    pay(desk, s2, 80_000);
    expect(pay(desk, s1, 20_001)).toEqual(refused('invalid', 'overpayment'));
    expect(pay(desk, s1, 20_000)).toEqual(['payment.received']);
  });

  it('each for himself: nobody pays for another', () => {
    const desk = substantiated();
    penalOrder(desk, s1, [{ claim: desk.claim(victim), amountCents: 60_000 }]);
    penalOrder(desk, s2, [{ claim: desk.claim(victim), amountCents: 40_000 }]);
    expect(pay(desk, s2, 40_001)).toEqual(refused('invalid', 'overpayment'));
    expect(pay(desk, s2, 40_000)).toEqual(['payment.received']);
    expect(desk.view(victim).awards.map(({ owedCents }) => owedCents)).toEqual([60_000, 0]);
  });
});

describe('reversing a payment', () => {
  const reverse = (desk: RecoveryDesk, reference: string) =>
    desk.does('reversePayment', victim, { reference, reason: 'x' });

  it('names a payment that stands', () => {
    const desk = awarded();
    expect(reverse(desk, 'none')).toEqual(refused('conflict', 'no-such-payment'));
    pay(desk, s1, 10_000, { reference: 'A' });
    expect(reverse(desk, 'A')).toEqual(['payment.reversed']);
    expect(reverse(desk, 'A')).toEqual(refused('conflict', 'no-such-payment'));
    expect(desk.view(victim).payments).toMatchObject([{ reference: 'A', amountCents: 10_000, reversed: true }]);
  });

  it('makes a settled claim again what it was', () => {
    const desk = awarded(125_000);
    pay(desk, s1, 125_000, { reference: 'A' });
    expect(desk.stateOf(victim)).toBe('settled');
    expect(reverse(desk, 'A')).toEqual(['payment.reversed']);
    expect(desk.stateOf(victim)).toBe('awarded');
    expect(pay(desk, s1, 125_000)).toEqual(['payment.received', 'claim.settled']);
  });

  it('also on a claim that was written off, which stays so', () => {
    const desk = awarded();
    pay(desk, s1, 10_000, { reference: 'A' });
    desk.does('writeOff', victim, { reason: 'x' }, 'noor');
    expect(reverse(desk, 'A')).toEqual(['payment.reversed']);
    expect(desk.stateOf(victim)).toBe('written_off');
  });

  it('of an advance takes the debt to the state away', () => {
    const desk = judgedFinal(100_000, '2014-06-30T09:00:00+02:00', true).at('2015-03-03T09:00:00+01:00');
    pay(desk, 'state_advance', 100_000, { reference: 'VS' });
    pay(desk, s1, 40_000, { reference: 'S' });
    expect(money(desk)).toMatchObject({ receivedCents: 100_000, owedToStateCents: 60_000 });
    reverse(desk, 'VS');
    expect(money(desk)).toMatchObject({ receivedCents: 40_000, owedToStateCents: 0, outstandingCents: 60_000 });
  });
});

describe('a payment after the claim is rejected or only opened', () => {
  it('is refused', () => {
    const rejected = substantiated();
    dismiss(rejected, s2);
    judge(rejected, s1, [], { claimsNamed: [rejected.claim(victim)] });
    expect(pay(rejected, s1, 1)).toEqual(refused('conflict', 'state'));
    expect(pay(reported(), s1, 1)).toEqual(refused('conflict', 'state'));
  });
});
