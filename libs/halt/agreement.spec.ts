import { describe, expect, it } from '@jest/globals';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import {
  agreed,
  bodies,
  claim,
  day,
  give,
  openClaim,
  otherClaim,
  otherSuspect,
  refer,
  referralIn,
  suspect,
  type Facts,
} from './testing/halt-office.js';

const sign = (terms: object, facts: Partial<Facts> = {}) => {
  const office = referralIn('invited', facts);
  openClaim(office);
  return give(office, 'signAgreement', { ...bodies.signAgreement, ...terms });
};

const paid = (amountCents: number, reference = 'HALT-1', id = claim) => ({
  compensationPaid: { claim: id, amountCents, reference },
});

describe('An invitation', () => {
  it('is for an appointment that is not before it', () => {
    const office = referralIn('accepted');
    expect(give(office, 'inviteYouth', { appointmentAt: day(10) })).toMatchObject({ pointer: '/appointmentAt' });
    expect(give(office, 'inviteYouth', { appointmentAt: '2014-02-11T10:00:00+01:00' })).toMatchObject([
      { data: { appointmentAt: day(11) } },
    ]);
  });
});

describe('A Halt agreement', () => {
  it('tells its terms, no reason and no consent', () => {
    expect(sign({ hours: 8, hoursReason: 'Exams.', compensation: [{ claim, amountCents: 100 }] })).toMatchObject([
      {
        data: {
          hours: 8,
          apology: 'letter',
          conversationWithVictim: false,
          compensation: [{ claim, amountCents: 100 }],
        },
      },
    ]);
  });

  it.each([
    ['more than twenty hours (Sr 77e(4))', { hours: 21, hoursReason: 'Grave.' }, {}, '/hours'],
    ['hours that are not whole', { hours: 8.5, hoursReason: 'Half.' }, {}, '/hours'],
    ['fewer than no hours', { hours: -1, hoursReason: 'None.' }, {}, '/hours'],
    ['hours other than the measure, without a reason', { hours: 8 }, {}, '/hoursReason'],
    ['hours for an offence without a measure, without a reason', { hours: 9 }, { offence: '142-2' }, '/hoursReason'],
    ['neither apology nor conversation in a VPT case', { apology: 'none' }, {}, '/apology'],
    ['no consent of the youth', { youthConsents: false }, {}, '/youthConsents'],
    ['under sixteen no consent of a parent', { parentConsents: undefined }, {}, '/parentConsents'],
    ['under sixteen a parent who refuses', { parentConsents: false }, {}, '/parentConsents'],
    [
      'a claim that is not known',
      { compensation: [{ claim: otherClaim, amountCents: 1 }] },
      {},
      '/compensation/0/claim',
    ],
    ['more than the claim', { compensation: [{ claim, amountCents: 100_001 }] }, {}, '/compensation/0/amountCents'],
    [
      'a claim twice',
      {
        compensation: [
          { claim, amountCents: 1 },
          { claim, amountCents: 1 },
        ],
      },
      {},
      '/compensation/1/claim',
    ],
  ])('is invalid with %s', (_what, terms, facts, pointer) => {
    expect(sign(terms, facts)).toMatchObject({ kind: 'invalid', pointer });
  });

  it.each([
    ['the hours of the measure', {}, {}],
    ['other hours with a reason', { hours: 20, hoursReason: 'Grave.' }, {}],
    ['no hours with a reason', { hours: 0, hoursReason: 'Young.' }, {}],
    ['a conversation instead of an apology', { apology: 'none', conversationWithVictim: true }, {}],
    ['outside VPT neither', { apology: 'none' }, { vptCode: false }],
    ['from sixteen no parent', { hours: 11, parentConsents: undefined }, { age: 16 }],
    ['the whole claim', { compensation: [{ claim, amountCents: 100_000 }] }, {}],
  ])('is valid with %s', (_what, terms, facts) => {
    expect(typesOf(sign(terms, facts))).toEqual(['halt-agreement.signed']);
  });

  it('with the shares of others compensates at most the claim', () => {
    const office = agreed({ compensation: [{ claim, amountCents: 60_000 }] });
    refer(office, {}, otherSuspect);
    give(office, 'acceptReferral', {}, { part: otherSuspect });
    give(office, 'inviteYouth', bodies.inviteYouth, { part: otherSuspect });
    const rest = (amountCents: number) => ({ ...bodies.signAgreement, compensation: [{ claim, amountCents }] });
    const other = { part: otherSuspect };
    expect(give(office, 'signAgreement', rest(40_001), other)).toMatchObject({ code: 'award-over-claim' });
    const awards = [{ debtors: [suspect], amountCents: 70_000, jointly: false }];
    office.hear('claim.awarded', day(11), { awardedCents: 70_000, awards }, { claim });
    expect(give(office, 'signAgreement', rest(30_001), other)).toMatchObject({ code: 'award-over-claim' });
    expect(typesOf(give(office, 'signAgreement', rest(30_000), other))).toHaveLength(1);
  });

  it('that failed leaves its share to others', () => {
    const office = agreed({ compensation: [{ claim, amountCents: 60_000 }] });
    give(office, 'failReferral', bodies.failReferral);
    refer(office, {}, otherSuspect);
    give(office, 'acceptReferral', {}, { part: otherSuspect });
    give(office, 'inviteYouth', bodies.inviteYouth, { part: otherSuspect });
    const whole = { ...bodies.signAgreement, compensation: [{ claim, amountCents: 100_000 }] };
    expect(typesOf(give(office, 'signAgreement', whole, { part: otherSuspect }))).toHaveLength(1);
  });

  it('compensates nothing on a claim that was written off', () => {
    const office = referralIn('invited');
    openClaim(office);
    office.hear('claim.written-off', day(11), {}, { claim });
    const terms = { ...bodies.signAgreement, compensation: [{ claim, amountCents: 1 }] };
    expect(give(office, 'signAgreement', terms)).toMatchObject({ kind: 'invalid', code: 'claim-written-off' });
  });
});

describe('Progress', () => {
  const terms = { compensation: [{ claim, amountCents: 30_000 }] };

  it('is told as totals, only what is new', () => {
    const office = agreed(terms);
    expect(give(office, 'recordProgress', { hoursDone: 4, ...paid(10_000) })).toMatchObject([
      { data: { hoursDone: 4, ...paid(10_000) } },
    ]);
    const [event] = give(office, 'recordProgress', { hoursDone: 4, apologyMade: true, ...paid(10_000) }) as object[];
    expect(event).toHaveProperty('data', { apologyMade: true });
    expect(give(office, 'recordProgress', { hoursDone: 4, apologyMade: true, ...paid(10_000) })).toEqual([]);
    expect(give(office, 'recordProgress', { conversationHeld: false })).toEqual([]);
  });

  it('the same reference again changes nothing, whatever its amount', () => {
    const office = agreed(terms);
    give(office, 'recordProgress', paid(30_000));
    expect(give(office, 'recordProgress', paid(99_999))).toEqual([]);
    expect(office.state.referrals[suspect]?.progress.paid).toHaveLength(1);
  });

  it.each([
    ['more hours than agreed', { hoursDone: 10 }, '/hoursDone'],
    ['fewer hours than before', { hoursDone: 3 }, '/hoursDone'],
    ['an apology undone', { apologyMade: false }, '/apologyMade'],
    ['a conversation undone', { conversationHeld: false }, '/conversationHeld'],
    ['a claim that was not agreed', paid(1, 'HALT-2', otherClaim), '/compensationPaid/claim'],
    ['more than was agreed', paid(20_001, 'HALT-2'), '/compensationPaid/amountCents'],
  ])('is invalid with %s', (_what, body, pointer) => {
    const office = agreed(terms);
    give(office, 'recordProgress', { hoursDone: 4, apologyMade: true, conversationHeld: true, ...paid(10_000) });
    expect(give(office, 'recordProgress', body)).toMatchObject({ kind: 'invalid', pointer });
  });
});

describe('Completion', () => {
  it.each([
    ['hours', {}, { apologyMade: true }, { hoursDone: 9 }],
    ['the apology', {}, { hoursDone: 9 }, { apologyMade: true }],
    [
      'the conversation',
      { conversationWithVictim: true },
      { hoursDone: 9, apologyMade: true },
      { conversationHeld: true },
    ],
    [
      'the conversation that is the apology',
      { apology: 'conversation' },
      { hoursDone: 9, apologyMade: true },
      { conversationHeld: true },
    ],
    [
      'the whole compensation',
      { compensation: [{ claim, amountCents: 500 }] },
      { hoursDone: 9, apologyMade: true, ...paid(499) },
      paid(1, 'HALT-2'),
    ],
  ])('waits for %s', (_what, terms, before, last) => {
    const office = agreed(terms);
    give(office, 'recordProgress', before);
    expect(give(office, 'completeReferral')).toMatchObject({ kind: 'conflict', code: 'obligations-left' });
    give(office, 'recordProgress', last);
    expect(give(office, 'completeReferral')).toMatchObject([{ type: 'halt.completed', data: { referrer: 'police' } }]);
  });

  it('under fourteen does not wait for compensation', () => {
    const office = agreed({ hours: 7, compensation: [{ claim, amountCents: 500 }] }, { age: 13 });
    give(office, 'recordProgress', { hoursDone: 7, apologyMade: true });
    expect(typesOf(give(office, 'completeReferral'))).toEqual(['halt.completed']);
  });
});
