import { describe, expect, it } from '@jest/globals';
import { claimStates } from '../claim-state.js';
import { claimLifecycle } from '../claim.lifecycle.js';
import {
  dismiss,
  judge,
  lines,
  pay,
  penalOrder,
  pursued,
  referToHalt,
  reported,
  send,
  substantiated,
  summon,
} from '../testing/cases.js';
import { type RecoveryDesk, employerParty, idOf, s1, s2, victim } from '../testing/recovery-desk.js';

const refused = (kind: string, code?: string) =>
  expect.objectContaining(code === undefined ? { kind } : { kind, code });

/** One case per state in which a claim can be. */
const inState: Record<(typeof claimStates)[number], () => RecoveryDesk> = {
  opened: reported,
  substantiated,
  pursued: () => pursued('civil'),
  awarded: () => awarded(125_000),
  partially_awarded: () => awarded(100_000),
  rejected,
  settled: () => {
    const desk = awarded(125_000);
    pay(desk, s1, 125_000);
    return desk;
  },
  written_off: () => {
    const desk = substantiated();
    desk.does('writeOff', victim, { reason: 'no recourse' }, 'noor');
    return desk;
  },
};

function awarded(amountCents: number): RecoveryDesk {
  const desk = pursued('civil');
  desk.does('recordAward', victim, { amountCents, debtors: [s1], jointly: false, by: 'court' });
  return desk;
}

function rejected(): RecoveryDesk {
  const desk = substantiated();
  dismiss(desk, s2);
  send(desk, s1);
  summon(desk, s1);
  judge(desk, s1, [], { claimsNamed: [desk.claim(victim)] });
  return desk;
}

const inputs: Record<keyof typeof claimLifecycle, object> = {
  substantiateClaim: lines(100_000),
  chooseRoute: { route: 'civil' },
  recordAward: { amountCents: 1, debtors: [s1], jointly: false, by: 'court' },
  recordPayment: { from: s1, amountCents: 1, reference: 'X-1', receivedOn: '2014-03-03' },
  reversePayment: { reference: 'none', reason: 'wrong' },
  writeOff: { reason: 'no recourse' },
  assignHandler: { to: 'noor' },
};

describe('what may be done with a claim in each state', () => {
  it.each(claimStates)('the case for %s is in that state', (state) => {
    expect(inState[state]().stateOf(victim)).toBe(state);
  });

  const cells = claimStates.flatMap((state) =>
    (Object.keys(claimLifecycle) as (keyof typeof claimLifecycle)[]).map((command) => ({ state, command })),
  );
  it.each(cells)('$command from $state', ({ state, command }) => {
    const from: readonly string[] | 'any' = claimLifecycle[command].from;
    const outcome = inState[state]().does(command, victim, inputs[command], 'noor');
    if (from !== 'any' && !from.includes(state)) expect(outcome).toEqual(refused('conflict', 'state'));
    else expect(outcome).not.toEqual(refused('conflict', 'state'));
  });
});

describe('substantiating', () => {
  it('replaces the lines, by who is remembered', () => {
    const desk = reported();
    expect(desk.does('substantiateClaim', victim, lines(90_000))).toEqual(['claim.substantiated']);
    expect(desk.told.at(-1)?.data).toEqual({ party: victim, partyKind: 'victim', claimedCents: 90_000 });
    expect(desk.view(victim)).toMatchObject({
      state: 'substantiated',
      substantiatedBy: 'kim',
      lines: lines(90_000).lines,
    });
  });

  it('is at most ten million euro in all', () => {
    const two = { lines: [...lines(1_000_000_000).lines, ...lines(1).lines] };
    expect(reported().does('substantiateClaim', victim, two)).toEqual(refused('invalid', 'claim-too-large'));
  });

  it('is not less than what was received on an award that became void', () => {
    const desk = reported();
    penalOrder(desk, s1, [{ claim: desk.claim(victim), amountCents: 100_000 }]);
    pay(desk, s1, 60_000);
    desk.onStrand('penal-order.opposed', s1, {});
    expect(desk.stateOf(victim)).toBe('opened');
    expect(desk.does('substantiateClaim', victim, lines(59_999))).toEqual(refused('invalid', 'claim-below-received'));
    expect(desk.does('substantiateClaim', victim, lines(60_000))).toEqual(['claim.substantiated']);
  });
});

describe('choosing a route', () => {
  it('joining needs a suspect who is summoned or in objection', () => {
    const desk = substantiated();
    send(desk, s1);
    expect(desk.does('chooseRoute', victim, { route: 'joined' })).toEqual(refused('conflict', 'nothing-to-join'));
    summon(desk, s1);
    expect(desk.does('chooseRoute', victim, { route: 'joined' })).toEqual(['claim.route-chosen']);
    const objected = substantiated();
    penalOrder(objected, s1, []);
    objected.onStrand('penal-order.opposed', s1, {});
    expect(objected.does('chooseRoute', victim, { route: 'joined' })).toEqual(['claim.route-chosen']);
  });

  it('joining ends with the judgment', () => {
    const desk = substantiated();
    summon(desk, s1);
    judge(desk, s1, []);
    expect(desk.does('chooseRoute', victim, { route: 'joined' })).toEqual(refused('conflict', 'nothing-to-join'));
  });

  it('Halt needs a suspect at Halt', () => {
    const desk = substantiated();
    expect(desk.does('chooseRoute', victim, { route: 'halt' })).toEqual(refused('conflict', 'nobody-at-halt'));
    referToHalt(desk, s1);
    expect(desk.does('chooseRoute', victim, { route: 'halt' })).toEqual(['claim.route-chosen']);
    desk.onStrand('halt.returned', s1, { to: 'police' });
    expect(desk.does('chooseRoute', victim, { route: 'halt' })).toEqual(refused('conflict', 'nobody-at-halt'));
  });

  it('the violence fund pays no legal person', () => {
    const desk = substantiated();
    const toFund = { route: 'violence_fund' };
    expect(desk.does('chooseRoute', employerParty, toFund)).toEqual(
      refused('invalid', 'violence-fund-for-legal-person'),
    );
    expect(desk.does('chooseRoute', victim, toFund)).toEqual(['claim.route-chosen']);
  });

  it('with a live award the state stays and the route is noted with what was weighed', () => {
    const desk = awarded(100_000);
    expect(desk.does('chooseRoute', victim, { route: 'amicable', reason: 'he offered' })).toEqual([
      'claim.route-chosen',
    ]);
    const view = desk.view(victim);
    expect(view.state).toBe('partially_awarded');
    expect(view.routes.map(({ route, reason }) => [route, reason])).toEqual([
      ['civil', undefined],
      ['amicable', 'he offered'],
    ]);
    expect(view.routes[1]?.weighed.conditions.map(({ id }) => id)).toEqual(['perpetrator-known', 'pays-when-asked']);
  });

  it('a rejected claim is pursued in another way, and stays so when a strand ends', () => {
    const desk = rejected();
    expect(desk.does('chooseRoute', victim, { route: 'civil' })).toEqual(['claim.route-chosen']);
    expect(desk.onStrand('judgment.final', s1, {})).toEqual([]);
    expect(desk.stateOf(victim)).toBe('pursued');
  });
});

describe('recording an award', () => {
  const award = (change: object) => ({
    amountCents: 100_000,
    debtors: [s1, s2],
    jointly: true,
    by: 'court',
    ...change,
  });

  it.each([
    [award({ amountCents: 125_001 }), 'award-over-claim'],
    [award({ amountCents: 0 }), 'award-of-nothing'],
    [award({ debtors: [s1, idOf('stranger')] }), 'debtor-unknown'],
  ])('%j is refused: %s', (input, code) => {
    expect(pursued('civil').does('recordAward', victim, input)).toEqual(refused('invalid', code));
  });

  it('of the whole claim', () => {
    const desk = pursued('civil');
    expect(desk.does('recordAward', victim, award({ amountCents: 125_000 }))).toEqual(['claim.awarded']);
    expect(desk.stateOf(victim)).toBe('awarded');
  });

  it('jointly: each owes the whole', () => {
    const desk = pursued('civil');
    desk.does('recordAward', victim, award({}));
    expect(desk.view(victim).awards.map(({ owedCents }) => owedCents)).toEqual([100_000, 100_000]);
    expect(desk.view(victim).money.awardedCents).toBe(100_000);
  });

  it('not jointly: equal shares that add up to the whole', () => {
    const desk = pursued('civil');
    desk.does('recordAward', victim, award({ amountCents: 100_001, jointly: false }));
    expect(desk.view(victim).awards.map(({ owedCents }) => owedCents)).toEqual([50_001, 50_000]);
    expect(desk.view(victim).money.awardedCents).toBe(100_001);
  });
});

describe('writing off', () => {
  it('a claim above 1,000 euro is for another than who substantiated it, in every state', () => {
    const desk = substantiated(100_001);
    expect(desk.does('writeOff', victim, { reason: 'x' }, 'kim')).toEqual(refused('forbidden', 'own-claim'));
    expect(desk.does('writeOff', victim, { reason: 'x' }, 'noor')).toEqual(['claim.written-off']);
    expect(desk.does('writeOff', victim, { reason: 'x' }, 'kim')).toEqual(refused('forbidden', 'own-claim'));
  });

  it('a claim of 1,000 euro can be written off by who substantiated it', () => {
    expect(substantiated(100_000).does('writeOff', victim, { reason: 'x' }, 'kim')).toEqual(['claim.written-off']);
  });

  it('nothing is awarded on it afterwards', () => {
    const desk = substantiated();
    desk.does('writeOff', victim, { reason: 'x' }, 'noor');
    expect(penalOrder(desk, s1, [{ claim: desk.claim(victim), amountCents: 100 }])).toEqual([]);
    expect(desk.view(victim)).toMatchObject({ state: 'written_off', money: { awardedCents: 0 } });
  });
});

describe('assigning a handler', () => {
  it.each([
    ['noor', ['handler.assigned']],
    ['sam', refused('invalid', 'handler-of-another-organisation')],
    ['nobody', refused('invalid', 'handler-of-another-organisation')],
  ])('to %s', (to, outcome) => {
    expect(reported().does('assignHandler', victim, { to })).toEqual(outcome);
  });
});
