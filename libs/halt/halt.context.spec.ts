import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { commandsOn } from '../contract/index.js';
import { haltRoutes } from './api/routes.js';
import { halt, haltReferralView } from './halt.context.js';
import {
  agreed,
  anOffice,
  bodies,
  claim,
  give,
  openClaim,
  otherSuspect,
  refer,
  referralIn,
  referred,
  suspect,
} from './testing/halt-office.js';

describe('Who is party at Halt', () => {
  it('nobody, before a referral', () => {
    const office = anOffice();
    openClaim(office);
    expect(halt.parts(office.state)).toEqual([]);
    expect(Object.values(halt.parties(office.state)).flat()).toEqual([]);
    expect(haltReferralView(office.state, suspect)).toBeUndefined();
  });

  it('OM only when it referred or its consent was asked', () => {
    expect(halt.parties(referred().state)).toEqual({
      halt: ['HALT-PL2300'],
      police: ['PL2300'],
      om: [],
      employer: ['scholengroep'],
      recovery: ['scholengroep'],
    });
    expect(halt.parties(referred({ referrer: 'om' }).state)).toMatchObject({ om: ['LIM'] });
    expect(halt.parties(referralIn('awaiting_consent').state)).toMatchObject({ om: ['LIM'] });
    expect(halt.parties(referred({ employer: undefined }).state)).toMatchObject({ employer: [], recovery: [] });
  });

  it('Halt knows its own strands', () => {
    const { state } = referred();
    const [part] = halt.parts(state);
    expect(part && halt.knows?.(state, part, 'halt')).toBe(true);
    expect(part && halt.knows?.(state, { ...part, id: otherSuspect }, 'halt')).toBe(false);
  });
});

describe('Damage per case', () => {
  it('is the sum over the referrals of the case, each strand counted once', () => {
    const office = referred({ damageCents: 90_000 });
    const strands = [2, 3, 4, 5].map((number) => suspect.replace(/1$/, `${number}`));
    for (const strand of strands) refer(office, { damageCents: 90_000 }, strand);
    const sixth = suspect.replace(/1$/, '6');
    expect(refer(office, { damageCents: 1 }, sixth)).toMatchObject([
      { data: { verdict: 'needs_consent', failing: ['damage-per-case'] } },
    ]);
    give(office, 'declineReferral', bodies.declineReferral, { part: sixth });
    expect(refer(office, { damageCents: 0 }, sixth)).toMatchObject([{ data: { verdict: 'eligible' } }]);
    const thief = suspect.replace(/1$/, '7');
    expect(refer(office, { offence: '310', damageCents: 90_000 }, thief)).toMatchObject([
      { data: { verdict: 'eligible' } },
    ]);
  });
});

describe('Handlers', () => {
  it.each(['elsewhere', 'stranger'])('are people of the own office: not %s', (to) => {
    expect(give(referred(), 'assignHandler', { to })).toMatchObject({ kind: 'invalid', pointer: '/to' });
  });
});

describe('The referral whole', () => {
  it('shows facts, decision with its conditions, hours, agreement and progress', () => {
    const office = agreed({ compensation: [{ claim, amountCents: 500 }] });
    give(office, 'recordProgress', { hoursDone: 9 });
    give(office, 'assignHandler', bodies.assignHandler);
    const view = haltReferralView(office.state, suspect);
    expect(view).toMatchObject({
      id: suspect,
      state: 'in_progress',
      age: 15,
      offence: '350',
      damageCents: 32_000,
      handler: 'colleague',
      decision: { verdict: 'eligible', failing: [] },
      hours: { total: 9 },
      agreement: { hours: 9, compensation: [{ claim, amountCents: 500 }] },
      progress: { hoursDone: 9, apologyMade: false },
      obligationsLeft: ['apology', 'compensation'],
    });
    expect(view?.decision.conditions).toHaveLength(10);
  });
});

describe('The routes', () => {
  it('offer every command of the policy, each once, with a valid example', () => {
    expect(haltRoutes.map(({ command }) => command).sort()).toEqual(commandsOn('halt-referral').sort());
    expect(new Set(haltRoutes.map(({ path }) => path)).size).toBe(haltRoutes.length);
    for (const { body, example } of haltRoutes) {
      expect(validateSync(plainToInstance(body, example), { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
    }
  });
});
