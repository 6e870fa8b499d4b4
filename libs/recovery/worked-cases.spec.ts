import { describe, expect, it } from '@jest/globals';
import {
  dismiss,
  judge,
  pay,
  payAtHalt,
  penalOrder,
  referToHalt,
  register,
  reported,
  send,
  signAtHalt,
  substantiated,
  summon,
} from './testing/cases.js';
import { RecoveryDesk, employerParty, incident, line, s1, s2, victim } from './testing/recovery-desk.js';

const claimLines = (...amounts: number[]) => ({
  lines: amounts.map((amountCents) => ({ kind: 'material', description: 'damage', amountCents })),
});

describe('a bus driver is threatened: joined, paid in part, advanced after eight months', () => {
  it('ends settled with the debt to the state', () => {
    const desk = new RecoveryDesk();
    const damages = [{ party: victim, lines: [line(45_000)] }];
    desk.hears('incident-report.submitted', { policeUnit: 'PL1300', incident: incident(damages) });
    expect(desk.stateOf(victim)).toBe('opened');
    register(desk.at('2014-03-06T16:00:00+01:00'), s1);
    send(desk.at('2014-03-10T09:00:00+01:00'), s1);
    desk.does('substantiateClaim', victim, claimLines(45_000, 80_000));
    summon(desk.at('2014-04-07T10:00:00+02:00'), s1, [desk.claim(victim)]);
    expect(desk.does('chooseRoute', victim, { route: 'joined' })).toEqual(['claim.route-chosen']);
    judge(desk.at('2014-05-20T13:00:00+02:00'), s1, [{ claim: desk.claim(victim), amountCents: 105_000 }], {
      claimsNamed: [desk.claim(victim)],
    });
    expect(desk.stateOf(victim)).toBe('partially_awarded');
    desk.at('2014-06-30T09:00:00+02:00').onStrand('judgment.final', s1, {});
    pay(desk.at('2014-09-01T09:00:00+02:00'), s1, 50_000, { reference: 'CJIB-1' });
    expect(pay(desk, s1, 50_000, { reference: 'CJIB-1' })).toEqual([]);
    expect(pay(desk.at('2015-03-03T09:00:00+01:00'), 'state_advance', 55_000)).toEqual([
      'advance.paid',
      'claim.settled',
    ]);
    expect(desk.view(victim).money).toEqual({
      claimedCents: 125_000,
      awardedCents: 105_000,
      receivedCents: 105_000,
      outstandingCents: 0,
      owedToStateCents: 55_000,
    });
  });
});

describe('an ambulance is damaged: one suspect pays at Halt, the other by penal order', () => {
  it('ends settled, each having paid his half', () => {
    const desk = reported(160_000);
    const half = () => [{ claim: desk.claim(employerParty), amountCents: 80_000 }];
    desk.at('2014-03-06T09:00:00+01:00');
    referToHalt(desk, s1);
    referToHalt(desk, s2);
    desk.onStrand('referral.declined', s2, { to: 'police', consentRefused: true });
    send(desk, s2);
    desk.does('substantiateClaim', employerParty, claimLines(60_000, 100_000));
    expect(desk.does('chooseRoute', employerParty, { route: 'halt' })).toEqual(['claim.route-chosen']);
    signAtHalt(desk, s1, half());
    expect(desk.stateOf(employerParty)).toBe('partially_awarded');
    penalOrder(desk, s2, half());
    expect(desk.stateOf(employerParty)).toBe('awarded');
    desk.onStrand('penal-order.final', s2, {});
    payAtHalt(desk, s1, { claim: desk.claim(employerParty), amountCents: 80_000, reference: 'HALT-1' });
    desk.onStrand('halt.completed', s1, { referrer: 'police' });
    expect(pay(desk, s2, 80_000, {}, employerParty)).toEqual(['payment.received', 'claim.settled']);
    expect(desk.view(employerParty).money).toMatchObject({
      claimedCents: 160_000,
      awardedCents: 160_000,
      receivedCents: 160_000,
      owedToStateCents: 0,
    });
  });
});

describe('a file is dismissed', () => {
  it('rejects nothing; there is nothing to join, and the civil way is open', () => {
    const desk = substantiated(120_000);
    desk.onStrand('strand.closed', s2, {});
    send(desk, s1);
    dismiss(desk, s1);
    expect(desk.does('chooseRoute', victim, { route: 'joined' })).toMatchObject({ kind: 'conflict' });
    expect(desk.does('chooseRoute', victim, { route: 'civil' })).toEqual(['claim.route-chosen']);
    expect(desk.stateOf(victim)).toBe('pursued');
  });
});

describe('two suspects jointly liable, the rest advanced', () => {
  it('the victim has all that was awarded; both still owe the state, jointly', () => {
    const desk = substantiated(125_000);
    for (const suspect of [s1, s2]) {
      judge(desk, suspect, [{ claim: desk.claim(victim), amountCents: 105_000, jointly: true }]);
      desk.onStrand('judgment.final', suspect, {});
    }
    pay(desk.at('2014-06-01T09:00:00+02:00'), s1, 30_000);
    pay(desk, s2, 20_000);
    expect(pay(desk.at('2014-12-01T09:00:00+01:00'), 'state_advance', 55_000)).toEqual([
      'advance.paid',
      'claim.settled',
    ]);
    expect(desk.view(victim).money).toMatchObject({ receivedCents: 105_000, owedToStateCents: 55_000 });
    expect(desk.view(victim).awards.map(({ owedCents }) => owedCents)).toEqual([55_000, 55_000]);
    expect(pay(desk, s1, 35_000)).toEqual(['payment.received']);
    expect(desk.view(victim).awards.map(({ owedCents }) => owedCents)).toEqual([20_000, 20_000]);
    expect(pay(desk, s2, 20_001)).toMatchObject({ kind: 'invalid' });
    expect(desk.view(victim).money).toMatchObject({ receivedCents: 105_000, owedToStateCents: 20_000 });
  });
});
