import { describe, expect, it } from '@jest/globals';
import { recovery } from './recovery.context.js';
import {
  dismiss,
  judge,
  pay,
  penalOrder,
  pursued,
  register,
  reported,
  send,
  signAtHalt,
  substantiated,
  summon,
} from './testing/cases.js';
import { RecoveryDesk, employerParty, idOf, s1, s2, victim } from './testing/recovery-desk.js';

const whole = (desk: RecoveryDesk, amountCents = 125_000) => [{ claim: desk.claim(victim), amountCents }];
const money = (desk: RecoveryDesk) => desk.view(victim).money;

describe('what others award counts, whatever route was chosen', () => {
  const makers: [string, (desk: RecoveryDesk, amountCents: number) => unknown][] = [
    ['a judgment', (desk, amount) => judge(desk, s1, whole(desk, amount))],
    ['a penal order', (desk, amount) => penalOrder(desk, s1, whole(desk, amount))],
    [
      'a fulfilled transaction',
      (desk, amount) => desk.onStrand('transaction.fulfilled', s1, { compensation: whole(desk, amount) }),
    ],
    ['a Halt agreement', (desk, amount) => signAtHalt(desk, s1, whole(desk, amount))],
  ];
  const starts: [string, () => RecoveryDesk][] = [
    ['opened', reported],
    ['substantiated', substantiated],
    ['pursued', () => pursued('civil')],
  ];
  const cells = makers.flatMap(([by, make]) => starts.map(([from, start]) => ({ by, make, from, start })));

  it.each(cells)('$by on a claim that is $from', ({ make, start }) => {
    const part = start();
    expect(make(part, 100_000)).toEqual(['claim.awarded']);
    expect([part.stateOf(victim), money(part).awardedCents]).toEqual(['partially_awarded', 100_000]);
    const all = start();
    expect(make(all, 125_000)).toEqual(['claim.awarded']);
    expect(all.stateOf(victim)).toBe('awarded');
  });

  it('never more than the claim', () => {
    const desk = substantiated();
    penalOrder(desk, s1, whole(desk, 100_000));
    penalOrder(desk, s2, whole(desk, 100_000));
    expect([desk.stateOf(victim), money(desk).awardedCents]).toEqual(['awarded', 125_000]);
  });

  it('an award of nothing, or on a claim of another case, is none', () => {
    const desk = substantiated();
    expect(penalOrder(desk, s1, whole(desk, 0))).toEqual([]);
    expect(penalOrder(desk, s1, [{ claim: idOf('elsewhere'), amountCents: 1 }])).toEqual([]);
    expect(desk.stateOf(victim)).toBe('substantiated');
  });

  it('tells every live award, so that nobody awards over it', () => {
    const desk = substantiated();
    penalOrder(desk, s1, whole(desk, 100_000));
    penalOrder(desk, s2, whole(desk, 20_000));
    expect(desk.told.at(-1)?.data).toEqual({
      awardedCents: 120_000,
      awards: [
        { debtors: [s1], amountCents: 100_000, jointly: false },
        { debtors: [s2], amountCents: 20_000, jointly: false },
      ],
    });
  });
});

describe('one live award per suspect and claim', () => {
  it('the newest replaces the one before, and the same again is not told', () => {
    const desk = substantiated();
    penalOrder(desk, s1, whole(desk, 100_000));
    expect(judge(desk, s1, whole(desk, 100_000))).toEqual([]);
    expect(judge(desk, s1, whole(desk, 90_000), { instance: 'appeal' })).toEqual(['claim.awarded']);
    expect(money(desk).awardedCents).toBe(90_000);
  });

  it('a judgment takes what it does not award from a claim of that suspect only', () => {
    const desk = substantiated();
    const both = [desk.claim(victim), desk.claim(employerParty)].map((claim) => ({ claim, amountCents: 50_000 }));
    judge(desk, s1, both);
    judge(desk, s2, both);
    expect(judge(desk, s1, both.slice(0, 1), { instance: 'appeal' })).toEqual(['claim.award-voided']);
    expect(money(desk).awardedCents).toBe(100_000);
    expect(desk.view(employerParty).money.awardedCents).toBe(50_000);
  });

  it.each([
    ['an opposed penal order', (desk: RecoveryDesk) => penalOrder(desk, s1, whole(desk)), 'penal-order.opposed', {}],
    [
      'a Halt referral that is returned',
      (desk: RecoveryDesk) => signAtHalt(desk, s1, whole(desk)),
      'halt.returned',
      { to: 'police' },
    ],
  ] as const)('%s makes it void: the claim is again what it was before', (_name, award, type, data) => {
    for (const start of [reported, substantiated, () => pursued('civil')]) {
      const desk = start();
      const before = desk.stateOf(victim);
      award(desk);
      expect(desk.onStrand(type, s1, data as never)).toEqual(['claim.award-voided']);
      expect([desk.stateOf(victim), money(desk).awardedCents]).toEqual([before, 0]);
    }
  });

  it('a lapsed transaction leaves an award of another origin alone', () => {
    const desk = substantiated();
    penalOrder(desk, s2, whole(desk));
    expect(desk.onStrand('transaction.lapsed', s1, {})).toEqual([]);
    expect(desk.stateOf(victim)).toBe('awarded');
  });

  it('payments stay when the award becomes void, and count on the next one', () => {
    const desk = substantiated();
    penalOrder(desk, s1, whole(desk));
    pay(desk, s1, 25_000);
    desk.onStrand('penal-order.opposed', s1, {});
    expect(money(desk)).toMatchObject({ awardedCents: 0, receivedCents: 25_000, outstandingCents: 0 });
    judge(desk, s1, whole(desk));
    expect(money(desk)).toMatchObject({ awardedCents: 125_000, outstandingCents: 100_000 });
    expect(desk.view(victim).awards[0]?.owedCents).toBe(100_000);
  });
});

describe('settled', () => {
  it('when a part is awarded and paid only after the last strand has ended', () => {
    const desk = substantiated();
    judge(desk, s1, whole(desk, 100_000));
    expect(pay(desk, s1, 100_000)).toEqual(['payment.received']);
    expect(desk.stateOf(victim)).toBe('partially_awarded');
    expect(desk.onStrand('judgment.final', s1, {})).toEqual([]);
    expect(dismiss(desk, s2)).toEqual(['claim.settled']);
    expect(desk.stateOf(victim)).toBe('settled');
  });

  it('when the whole claim is paid, also with open strands', () => {
    const desk = substantiated();
    judge(desk, s1, whole(desk));
    expect(pay(desk, s1, 125_000)).toEqual(['payment.received', 'claim.settled']);
  });

  it('no longer when a new suspect can still be made to pay the rest', () => {
    const desk = substantiated();
    dismiss(desk, s2);
    judge(desk, s1, whole(desk, 100_000));
    desk.onStrand('judgment.final', s1, {});
    pay(desk, s1, 100_000);
    expect(register(desk, idOf('s3'))).toEqual(['claim.reopened']);
    expect(desk.stateOf(victim)).toBe('partially_awarded');
  });

  const ends: [string, (desk: RecoveryDesk) => unknown][] = [
    ['Halt completed it', (desk) => desk.onStrand('halt.completed', s2, { referrer: 'police' })],
    ['OM dismissed', (desk) => dismiss(desk, s2)],
    ['a transaction was fulfilled', (desk) => desk.onStrand('transaction.fulfilled', s2, { compensation: [] })],
    ['a penal order became final', (desk) => desk.onStrand('penal-order.final', s2, {})],
    ['a judgment became final', (desk) => desk.onStrand('judgment.final', s2, {})],
    ['the police closed it', (desk) => desk.onStrand('strand.closed', s2, {})],
  ];
  it.each(ends)('a strand is open until %s', (_name, end) => {
    const desk = substantiated();
    judge(desk, s1, whole(desk, 100_000));
    desk.onStrand('judgment.final', s1, {});
    pay(desk, s1, 100_000);
    expect(end(desk)).toEqual(['claim.settled']);
  });
});

describe('rejected', () => {
  const named = (desk: RecoveryDesk) => ({ claimsNamed: [desk.claim(victim)] });

  it('when the last judgment gives nothing on the claim that its summons named', () => {
    const desk = substantiated();
    dismiss(desk, s2);
    expect(judge(desk, s1, [], named(desk))).toEqual(['claim.rejected']);
    expect([desk.stateOf(victim), desk.stateOf(employerParty)]).toEqual(['rejected', 'substantiated']);
  });

  it('not while another strand is open; then when it ends', () => {
    const desk = substantiated();
    expect(judge(desk, s1, [], named(desk))).toEqual([]);
    expect(desk.stateOf(victim)).toBe('substantiated');
    expect(dismiss(desk, s2)).toEqual(['claim.rejected']);
  });

  it('not where something else is awarded on it', () => {
    const desk = substantiated();
    penalOrder(desk, s2, whole(desk, 10_000));
    desk.onStrand('penal-order.final', s2, {});
    expect(judge(desk, s1, [], named(desk))).toEqual([]);
    expect(desk.stateOf(victim)).toBe('partially_awarded');
  });

  it('not by a dismissal', () => {
    const desk = substantiated();
    dismiss(desk, s1);
    expect(dismiss(desk, s2)).toEqual([]);
    expect(desk.stateOf(victim)).toBe('substantiated');
  });

  it('until the court of appeal awards', () => {
    const desk = substantiated();
    dismiss(desk, s2);
    judge(desk, s1, [], named(desk));
    desk.onStrand('judgment.appealed', s1, {});
    expect(judge(desk, s1, whole(desk), { instance: 'appeal', ...named(desk) })).toEqual(['claim.awarded']);
    expect(desk.stateOf(victim)).toBe('awarded');
  });

  it('on appeal, which takes the first award away', () => {
    const desk = substantiated();
    dismiss(desk, s2);
    judge(desk, s1, whole(desk), named(desk));
    expect(judge(desk, s1, [], { instance: 'appeal', ...named(desk) })).toEqual([
      'claim.award-voided',
      'claim.rejected',
    ]);
  });
});

describe('who is party', () => {
  it('the employer from a claim on, the prosecutor from a file on', () => {
    const desk = new RecoveryDesk();
    expect(recovery.parties(desk.state)).toEqual({ employer: [], recovery: [], om: [] });
    const claimed = reported();
    expect(recovery.parties(claimed.state)).toEqual({ employer: ['stadsvervoer'], recovery: ['stadsvervoer'], om: [] });
    send(claimed, s1);
    expect(recovery.parties(claimed.state)).toMatchObject({ om: ['AMS'] });
  });
});

describe('the order in which unrelated news arrives does not matter', () => {
  it('an award on one strand, the end of another, a summons', () => {
    const steps: ((desk: RecoveryDesk) => unknown)[] = [
      (desk) => signAtHalt(desk, s2, whole(desk, 25_000)),
      (desk) => judge(desk, s1, whole(desk, 50_000)),
      (desk) => summon(desk, idOf('s3')),
    ];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const outcomes = orders.map((order) => {
      const desk = substantiated();
      order.forEach((index) => steps[index]?.(desk));
      return [desk.stateOf(victim), money(desk)];
    });
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  });
});
