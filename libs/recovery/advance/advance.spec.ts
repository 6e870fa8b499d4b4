import { describe, expect, it } from '@jest/globals';
import { judge, judgedFinal, pay, penalOrder, send, substantiated } from '../testing/cases.js';
import { employerParty, s1, s2, victim } from '../testing/recovery-desk.js';
import { lastDayOfTerm, periodOf } from './advance.js';

const refused = (code: string) => expect.objectContaining({ kind: 'invalid', code });
const final = '2014-06-30T09:00:00+02:00';
const due = '2015-03-01T09:00:00+01:00';
const advance = (desk: ReturnType<typeof judgedFinal>, amountCents: number, change = {}, party = victim) =>
  pay(desk, 'state_advance', amountCents, change, party);

describe('the eight months after the judgment became final (Sr 36f, CJIB)', () => {
  it.each([
    ['2014-06-30T07:00:00.000Z', '2015-02-28'],
    ['2016-01-04T08:00:00.000Z', '2016-09-04'],
    ['2015-12-31T23:30:00.000Z', '2016-09-01'],
  ])('final at %s: through %s, also when that is no working day', (finalAt, lastDay) => {
    expect(lastDayOfTerm(finalAt)).toBe(lastDay);
  });

  it('the advance can be paid on the day after', () => {
    const desk = judgedFinal(100_000, final, true).at(due);
    expect(desk.view(victim).awards[0]?.advanceAfter).toBe('2015-02-28');
    expect(advance(desk, 100_000, { receivedOn: '2015-02-28' })).toEqual(refused('advance-too-early'));
    expect(advance(desk, 100_000, { receivedOn: '2015-03-01' })).toEqual(['advance.paid', 'claim.settled']);
  });

  it('not before the judgment is final, nor when it was appealed and judged again', () => {
    const desk = substantiated(100_000);
    send(desk, s1);
    judge(desk, s1, [{ claim: desk.claim(victim), amountCents: 100_000 }]);
    expect(advance(desk.at(due), 1)).toEqual(refused('advance-without-final-measure'));
    desk.onStrand('judgment.final', s1, {});
    expect(advance(desk, 1)).toEqual(refused('advance-too-early'));
  });

  it('only on a compensation measure, of a judgment', () => {
    const desk = substantiated(100_000);
    judge(desk, s1, [{ claim: desk.claim(victim), amountCents: 50_000, measure: false }]);
    desk.onStrand('judgment.final', s1, {});
    penalOrder(desk, s2, [{ claim: desk.claim(victim), amountCents: 50_000 }]);
    desk.onStrand('penal-order.final', s2, {});
    expect(advance(desk.at('2015-06-01T09:00:00+02:00'), 1)).toEqual(refused('advance-without-final-measure'));
  });

  it('not to a legal person', () => {
    const desk = substantiated(100_000);
    judge(desk, s1, [{ claim: desk.claim(employerParty), amountCents: 100_000 }]);
    desk.onStrand('judgment.final', s1, {});
    desk.at('2015-06-01T09:00:00+02:00');
    expect(advance(desk, 1, {}, employerParty)).toEqual(refused('advance-to-legal-person'));
  });
});

describe('which judgments', () => {
  it.each([
    ['2010-12-31', undefined],
    ['2011-01-01', null],
    ['2015-12-31', null],
    ['2016-01-01', 500_000],
    ['2026-01-01', 500_000],
  ])('final on %s: for other than violent offences %s', (day, limit) => {
    expect(periodOf(day)?.otherOffencesLimitCents).toBe(limit);
  });

  it.each([
    ['2015-12-31T12:00:00+01:00', true, 600_000, ['advance.paid', 'claim.settled']],
    ['2015-12-31T12:00:00+01:00', false, 1, refused('advance-not-for-this-judgment')],
    ['2016-01-01T00:30:00+01:00', false, 500_000, ['advance.paid']],
    ['2016-01-01T00:30:00+01:00', false, 500_001, refused('advance-above-limit')],
    ['2016-01-01T00:30:00+01:00', true, 600_000, ['advance.paid', 'claim.settled']],
    ['2016-01-01T00:30:00+01:00', true, 600_001, refused('advance-above-limit')],
  ])('final at %s, violent or sexual %s: %s cents', (finalAt, violent, amountCents, outcome) => {
    const desk = judgedFinal(600_000, finalAt, violent).at('2017-01-02T09:00:00+01:00');
    expect(advance(desk, amountCents)).toEqual(outcome);
  });

  it('5,000 euro is the limit of all advances together', () => {
    const desk = judgedFinal(600_000, '2016-02-01T09:00:00+01:00', false).at('2017-01-02T09:00:00+01:00');
    expect(advance(desk, 400_000)).toEqual(['advance.paid']);
    expect(advance(desk, 100_001)).toEqual(refused('advance-above-limit'));
    expect(advance(desk, 100_000)).toEqual(['advance.paid']);
    pay(desk, s1, 200_000);
    expect(advance(desk, 1)).toEqual(refused('advance-above-limit'));
  });
});

describe('what was already paid is deducted', () => {
  it('by the offender and by the violence fund', () => {
    const desk = judgedFinal(100_000, final, true).at(due);
    pay(desk, s1, 30_000);
    pay(desk, 'violence_fund', 20_000);
    expect(advance(desk, 50_001)).toEqual(refused('advance-above-limit'));
    expect(advance(desk, 50_000)).toEqual(['advance.paid', 'claim.settled']);
    expect(desk.view(victim).money).toMatchObject({ receivedCents: 100_000, owedToStateCents: 50_000 });
  });

  it('the offender goes on owing, now to the state', () => {
    const desk = judgedFinal(100_000, final, true).at(due);
    advance(desk, 60_000);
    expect(pay(desk, s1, 50_000)).toEqual(['payment.received', 'claim.settled']);
    expect(desk.view(victim).money).toMatchObject({ receivedCents: 100_000, owedToStateCents: 50_000 });
    expect(pay(desk, s1, 50_001)).toEqual(expect.objectContaining({ code: 'overpayment' }));
    expect(pay(desk, s1, 50_000)).toEqual(['payment.received']);
    expect(desk.view(victim).money).toMatchObject({ receivedCents: 100_000, owedToStateCents: 0 });
  });

  it('the state advances on the measure, not on what another suspect owes by penal order', () => {
    const desk = judgedFinal(60_000, final, true, 100_000).at(due);
    penalOrder(desk, s2, [{ claim: desk.claim(victim), amountCents: 40_000 }]);
    expect(advance(desk, 60_001)).toEqual(refused('advance-above-limit'));
    expect(advance(desk, 60_000)).toEqual(['advance.paid']);
  });
});
