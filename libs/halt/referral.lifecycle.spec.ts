import { describe, expect, it } from '@jest/globals';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import { referralStates } from './case.js';
import { referralLifecycle } from './referral.lifecycle.js';
import { bodies, day, give, otherSuspect, refer, referralIn, referred, suspect } from './testing/halt-office.js';

const commands = Object.keys(referralLifecycle) as (keyof typeof bodies)[];
const cells = referralStates.flatMap((state) => commands.map((command) => ({ state, command })));

/** What these states need before the command is more than a row of the table. */
const prepare = (state: (typeof referralStates)[number], command: string) => {
  if (command === 'requestConsent' && state === 'received') return referralIn(state, { offence: '266' });
  const office = referralIn(state);
  if (command === 'completeReferral' && state === 'in_progress') give(office, 'recordProgress', bodies.recordProgress);
  return office;
};

describe('The Halt referral', () => {
  it.each(referralStates.map((state) => ({ state })))('can come to $state', ({ state }) => {
    expect(referralIn(state).stateOf(suspect)).toBe(state);
  });

  it.each(cells)('$state: $command follows its row', ({ state, command }) => {
    const row = referralLifecycle[command];
    const office = prepare(state, command);
    const outcome = give(office, command, bodies[command]);
    if (row.from !== 'any' && !row.from.includes(state)) {
      expect(outcome).toMatchObject({ kind: 'conflict' });
      expect(office.stateOf(suspect)).toBe(state);
      return;
    }
    expect(typesOf(outcome)).toEqual(row.events);
    expect(row.to === 'same' ? [state] : row.to).toContain(office.stateOf(suspect));
  });

  it('tells the new state in the event that changed it', () => {
    expect(give(referred(), 'acceptReferral')).toMatchObject([
      { about: { strand: suspect, part: { kind: 'halt-referral', id: suspect, state: 'accepted' } } },
    ]);
  });
});

describe('A referral that arrives', () => {
  it('is received with its verdict', () => {
    const office = referred();
    expect(office.events).toMatchObject([
      {
        type: 'referral.received',
        occurredAt: day(10),
        data: { haltOffice: 'HALT-PL2300', referrer: 'police', verdict: 'eligible', failing: [] },
      },
    ]);
  });

  it.each(['declined', 'failed'] as const)('again after it was %s, starts anew and keeps its handler', (state) => {
    const office = referralIn(state);
    give(office, 'assignHandler', bodies.assignHandler);
    expect(typesOf(refer(office, { offence: '266' }, suspect, day(12)))).toEqual(['referral.received']);
    expect(office.state.referrals[suspect]).toMatchObject({
      state: 'received',
      receivedAt: day(12),
      handler: 'colleague',
      consent: 'none',
      decision: { verdict: 'needs_consent' },
    });
    expect(office.state.referrals[suspect]).not.toHaveProperty('endReason');
  });

  it.each(['received', 'awaiting_consent', 'accepted', 'invited', 'in_progress', 'completed'] as const)(
    'while %s is passed over',
    (state) => {
      const office = referralIn(state);
      expect(refer(office, { offence: '266' })).toEqual([]);
      expect(office.stateOf(suspect)).toBe(state);
    },
  );
});

describe('Consent', () => {
  it('is asked only where the verdict needs it', () => {
    expect(give(referred(), 'requestConsent')).toMatchObject({ code: 'consent-not-needed' });
    expect(give(referred({ offence: '302' }), 'requestConsent')).toMatchObject({ code: 'consent-not-needed' });
    expect(give(referred({ offence: '266' }), 'requestConsent')).toMatchObject([
      { data: { policeUnit: 'PL2300', prosecutorsOffice: 'LIM', haltOffice: 'HALT-PL2300', employer: 'scholengroep' } },
    ]);
  });

  it('opens acceptance, once given, and is not asked again', () => {
    const office = referred({ offence: '266' });
    expect(give(office, 'acceptReferral')).toMatchObject({ kind: 'conflict', code: 'not-eligible' });
    give(office, 'requestConsent');
    expect(typesOf(office.hear('halt-consent.given', day(12), {}, { strand: suspect }))).toEqual([
      'referral.consented',
    ]);
    expect(office.stateOf(suspect)).toBe('received');
    expect(give(office, 'requestConsent', {}, { at: day(13) })).toMatchObject({ code: 'consent-not-needed' });
    expect(typesOf(give(office, 'acceptReferral', {}, { at: day(13) }))).toEqual(['referral.accepted']);
  });

  it('refused, sends the strand back to whoever referred', () => {
    const office = referralIn('awaiting_consent');
    expect(office.hear('halt-consent.refused', day(12), {}, { strand: suspect })).toMatchObject([
      { type: 'referral.declined', data: { to: 'police', consentRefused: true } },
    ]);
    expect(office.stateOf(suspect)).toBe('declined');
  });

  it.each(['halt-consent.given', 'halt-consent.refused'] as const)(
    '%s that nobody waits for is passed over',
    (type) => {
      const office = referred();
      expect(office.hear(type, day(12), {}, { strand: suspect })).toEqual([]);
      expect(office.hear(type, day(12), {}, { strand: otherSuspect })).toEqual([]);
      expect(office.stateOf(suspect)).toBe('received');
    },
  );

  it('cannot make eligible what only the law could', () => {
    expect(give(referred({ offence: '302' }), 'acceptReferral')).toMatchObject({ code: 'not-eligible' });
  });
});

describe('Back to the referrer', () => {
  it.each(['police', 'om'] as const)('declined or failed, a referral of %s goes there', (referrer) => {
    expect(give(referred({ referrer }), 'declineReferral', bodies.declineReferral)).toMatchObject([
      { data: { to: referrer, consentRefused: false } },
    ]);
    expect(give(referralIn('in_progress', { referrer }), 'failReferral', bodies.failReferral)).toMatchObject([
      { data: { to: referrer } },
    ]);
  });
});
