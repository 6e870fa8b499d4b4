import { describe, expect, it } from '@jest/globals';
import { acting, typesOf } from '../platform/casework/testing/drive-context.js';
import {
  bodies,
  claim,
  aFile,
  day,
  demand,
  fileIn,
  give,
  nobody,
  openClaim,
  otherClaim,
  otherSuspect,
  otherVictim,
  people,
  sendFile,
  suspect,
  takeReport,
  victim,
} from './testing/office.js';

const compensation = (amountCents: number, id = claim) => [{ claim: id, amountCents }];

describe('Transaction and penal order', () => {
  it.each(['offerTransaction', 'issuePenalOrder'] as const)('%s: not for an offence of over six years', (command) => {
    expect(give(aFile({ offences: ['302'] }), command, bodies[command])).toMatchObject({
      kind: 'invalid',
      pointer: '',
    });
    expect(typesOf(give(aFile({ offences: ['141-2'] }), command, bodies[command]))).toHaveLength(1);
  });

  it.each([
    ['offerTransaction', 30, 120],
    ['issuePenalOrder', 30, 180],
    ['issuePenalOrder', 18, 180],
    ['issuePenalOrder', 17, 60],
  ] as const)('%s at the age of %i: at most %i hours', (command, age, most) => {
    const facts = { age, juvenile: age < 18 };
    expect(typesOf(give(aFile(facts), command, { ...bodies[command], hours: most }))).toHaveLength(1);
    expect(give(aFile(facts), command, { ...bodies[command], hours: most + 1 })).toMatchObject({
      kind: 'invalid',
      pointer: '/hours',
    });
  });

  it.each(['offerTransaction', 'issuePenalOrder', 'summon'] as const)('%s: a demand without its reason', (command) => {
    const low = { ...bodies[command], demand: { ...demand, demanded: { hours: 59 } } };
    expect(give(aFile(), command, low)).toMatchObject({ kind: 'invalid', pointer: '/demand/reason' });
  });

  it('a lapsed transaction leaves the file as received, open to another decision', () => {
    const office = fileIn('transaction_offered');
    give(office, 'recordTransactionLapsed', {}, { as: acting(people.liaison) });
    expect(typesOf(give(office, 'summon', bodies.summon))).toEqual(['summons.issued']);
  });

  it('a fulfilled transaction tells its compensation', () => {
    const office = aFile();
    openClaim(office);
    give(office, 'offerTransaction', { ...bodies.offerTransaction, compensation: compensation(40_000) });
    expect(give(office, 'recordTransactionFulfilled')).toMatchObject([
      { data: { compensation: compensation(40_000) } },
    ]);
  });
});

describe('An objection to a penal order', () => {
  const order = () => fileIn('penal_order_issued');

  it('is possible on the fourteenth day after the issue, not after it', () => {
    expect(typesOf(give(order(), 'recordObjection', {}, { at: day(25) }))).toEqual(['penal-order.opposed']);
    expect(give(order(), 'recordObjection', {}, { at: day(26) })).toMatchObject({ code: 'objection-after-term' });
  });

  it('counts from when the suspect knew of the order', () => {
    expect(typesOf(give(order(), 'recordObjection', { knownAt: day(20) }, { at: day(30) }))).toHaveLength(1);
  });

  it('recorded later, counts by when it was made', () => {
    const late = give(order(), 'recordObjection', { occurredAt: day(24) }, { at: day(30) });
    expect(typesOf(late)).toEqual(['penal-order.opposed']);
  });

  it.each([
    ['before the issue', day(10)],
    ['in the future', day(21)],
  ])('is invalid when known %s', (_when, knownAt) => {
    expect(give(order(), 'recordObjection', { knownAt }, { at: day(20) })).toMatchObject({
      kind: 'invalid',
      pointer: '/knownAt',
    });
  });

  it('makes its compensation void', () => {
    const office = aFile();
    openClaim(office);
    give(office, 'issuePenalOrder', { ...bodies.issuePenalOrder, compensation: compensation(80_000) });
    sendFile(office, {}, otherSuspect);
    const over = { ...bodies.issuePenalOrder, compensation: compensation(30_000) };
    expect(give(office, 'issuePenalOrder', over, { part: otherSuspect })).toMatchObject({ code: 'award-over-claim' });
    give(office, 'recordObjection');
    expect(typesOf(give(office, 'issuePenalOrder', over, { part: otherSuspect }))).toHaveLength(1);
  });
});

describe('A penal order becomes final', () => {
  it('after fourteen days, or earlier when the suspect complied', () => {
    const order = () => fileIn('penal_order_issued');
    expect(give(order(), 'recordPenalOrderFinal', {}, { at: day(25) })).toMatchObject({ kind: 'conflict' });
    expect(give(order(), 'recordPenalOrderFinal', { compliedWith: false }, { at: day(25) })).toMatchObject({
      kind: 'conflict',
    });
    expect(typesOf(give(order(), 'recordPenalOrderFinal', {}, { at: day(26) }))).toEqual(['penal-order.final']);
    expect(typesOf(give(order(), 'recordPenalOrderFinal', { compliedWith: true }))).toEqual(['penal-order.final']);
  });
});

describe('Claims in a decision', () => {
  const fields = [
    ['dismissFile', (ids: string[]) => ({ ...bodies.dismissFile, claims: ids })],
    ['summon', (ids: string[]) => ({ ...bodies.summon, claimsNamed: ids })],
    ['offerTransaction', (ids: string[]) => ({ ...bodies.offerTransaction, claimsNamed: ids })],
    ['issuePenalOrder', (ids: string[]) => ({ ...bodies.issuePenalOrder, claimsNamed: ids })],
  ] as const;

  it.each(fields)('%s names claims of the case only, each once', (command, body) => {
    const office = aFile();
    openClaim(office);
    expect(give(office, command, body([nobody]))).toMatchObject({ kind: 'invalid', code: 'claim-unknown' });
    expect(give(office, command, body([claim, claim]))).toMatchObject({ kind: 'invalid', code: 'claim-named-twice' });
    expect(typesOf(give(office, command, body([claim])))).toHaveLength(1);
  });

  it('awards at most the claim', () => {
    const office = aFile();
    openClaim(office);
    const order = (amounts: object[]) => ({ ...bodies.issuePenalOrder, compensation: amounts });
    expect(give(office, 'issuePenalOrder', order(compensation(100_001)))).toMatchObject({
      kind: 'invalid',
      pointer: '/compensation/0/amountCents',
    });
    expect(give(office, 'issuePenalOrder', order(compensation(1, nobody)))).toMatchObject({ code: 'claim-unknown' });
    const twice = [...compensation(1), ...compensation(2)];
    expect(give(office, 'issuePenalOrder', order(twice))).toMatchObject({ code: 'claim-named-twice' });
    expect(typesOf(give(office, 'issuePenalOrder', order(compensation(100_000))))).toHaveLength(1);
  });

  it('with the shares of the others at most the claim; who is jointly liable owes up to the whole', () => {
    const office = fileIn('summoned');
    openClaim(office);
    const awards = [{ debtors: [otherSuspect], amountCents: 60_000, jointly: false }];
    office.hear('claim.awarded', day(11), { awardedCents: 60_000, awards }, { claim });
    const judgment = (amountCents: number, jointly: boolean) => ({
      ...bodies.recordJudgment,
      awards: [{ claim, amountCents, jointly, measure: true }],
    });
    expect(give(office, 'recordJudgment', judgment(40_001, false))).toMatchObject({ code: 'award-over-claim' });
    expect(typesOf(give(office, 'recordJudgment', judgment(40_000, false)))).toHaveLength(1);
    give(office, 'recordAppeal');
    expect(typesOf(give(office, 'recordJudgment', judgment(100_000, true)))).toHaveLength(1);
  });

  it('an award that became void leaves room again; what is raised has room at once', () => {
    const office = aFile();
    openClaim(office);
    const awards = [{ debtors: [otherSuspect], amountCents: 60_000, jointly: false }];
    office.hear('claim.awarded', day(10), { awardedCents: 60_000, awards }, { claim });
    const order = { ...bodies.issuePenalOrder, compensation: compensation(90_000) };
    expect(give(office, 'issuePenalOrder', order)).toMatchObject({ code: 'award-over-claim' });
    office.hear('claim.award-voided', day(10), { awardedCents: 0, awards: [] }, { claim });
    const raised = { party: victim, partyKind: 'victim' as const, claimedCents: 150_000 };
    office.hear('claim.substantiated', day(10), raised, { claim });
    const more = { ...bodies.issuePenalOrder, compensation: compensation(150_000) };
    expect(typesOf(give(office, 'issuePenalOrder', more))).toHaveLength(1);
  });

  it('awards nothing on a claim that was written off', () => {
    const office = aFile();
    openClaim(office);
    office.hear('claim.written-off', day(10), {}, { claim });
    const order = { ...bodies.issuePenalOrder, compensation: compensation(1) };
    expect(give(office, 'issuePenalOrder', order)).toMatchObject({ code: 'claim-written-off' });
  });

  it('tells the claims of those who wished to join, and whether there is a reason to leave one out', () => {
    const office = aFile();
    openClaim(office);
    openClaim(office, otherClaim, otherVictim);
    takeReport(office);
    takeReport(office, { party: otherVictim, joinderWish: 'later' });
    const outcome = give(office, 'summon', { ...bodies.summon, noClaimReason: 'Too burdensome for the court.' });
    expect(outcome).toMatchObject([
      { data: { claimsNamed: [], claimsWished: [claim], noClaimReasonGiven: true, fastTrack: false } },
    ]);
  });
});

describe('In court', () => {
  it.each(['summon', 'rescheduleHearing'] as const)('%s: the hearing is not before the decision', (command) => {
    const office = command === 'summon' ? aFile() : fileIn('summoned');
    const early = { ...bodies[command], hearingAt: '2014-03-11T08:59:00+01:00' };
    expect(give(office, command, early)).toMatchObject({ kind: 'invalid', pointer: '/hearingAt' });
    const sameMoment = { ...bodies[command], hearingAt: '2014-03-11T09:00:00+01:00' };
    expect(give(office, command, sameMoment)).toMatchObject([{ data: { hearingAt: day(11) } }]);
  });

  it('the judgment is of first instance, after an appeal of appeal, and tells the claims of the summons', () => {
    const office = aFile();
    openClaim(office);
    give(office, 'summon', { ...bodies.summon, claimsNamed: [claim] });
    expect(give(office, 'recordJudgment', { verdict: 'convicted' })).toMatchObject([
      { data: { instance: 'first', claimsNamed: [claim], awards: [], violentOrSexual: false } },
    ]);
    give(office, 'recordAppeal');
    const outcome = give(office, 'recordJudgment', { verdict: 'acquitted' });
    expect(outcome).toMatchObject([{ data: { instance: 'appeal', verdict: 'acquitted' } }]);
  });

  it("the awards of the appeal replace those of the judgment that it reviews, also this suspect's own", () => {
    const office = fileIn('summoned');
    openClaim(office);
    const judgment = { verdict: 'convicted', awards: [{ claim, amountCents: 90_000, jointly: false, measure: true }] };
    give(office, 'recordJudgment', judgment);
    const awards = [{ debtors: [suspect], amountCents: 90_000, jointly: false }];
    office.hear('claim.awarded', day(11), { awardedCents: 90_000, awards }, { claim });
    give(office, 'recordAppeal');
    expect(typesOf(give(office, 'recordJudgment', judgment))).toEqual(['judgment.given']);
  });

  it.each(['acquitted', 'discharged', 'inadmissible'])('%s: nothing is awarded', (verdict) => {
    const office = fileIn('summoned');
    openClaim(office);
    const awards = [{ claim, amountCents: 1, jointly: true, measure: true }];
    expect(give(office, 'recordJudgment', { verdict, awards })).toMatchObject({ kind: 'invalid', pointer: '/awards' });
  });

  it('at most the whole custody is suspended', () => {
    const sentence = { custodyDays: 30, suspendedDays: 31 };
    expect(give(fileIn('summoned'), 'recordJudgment', { verdict: 'convicted', sentence })).toMatchObject({
      kind: 'invalid',
      pointer: '/sentence/suspendedDays',
    });
    const whole = { custodyDays: 30, suspendedDays: 30 };
    expect(give(fileIn('summoned'), 'recordJudgment', { verdict: 'convicted', sentence: whole })).toMatchObject([
      { data: { sentence: whole } },
    ]);
  });
});
