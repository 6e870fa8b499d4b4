import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  Scene,
  assistant,
  desk,
  number,
  order,
  otherDesk,
  otherProsecutor,
  prosecutor,
  v1,
  v2,
} from './testing/scene.js';
import { partiesTo, victimOf } from './vault-case.js';
import { roleToRead } from './who-may-read.js';

let scene: Scene;

beforeEach(() => {
  scene = new Scene().reported().asked().granted();
});

describe('who is behind a number', () => {
  it('is asked by one and approved by another, each step told without contents', () => {
    expect(scene.outcome('requestReveal', desk)).toEqual(['identity.reveal-requested']);
    expect(scene.outcome('approveReveal', prosecutor)).toEqual(['identity.reveal-approved']);
    expect(scene.outcome('readRevealed', desk)).toEqual(['identity.revealed']);
    for (const { data, about } of scene.events) {
      expect(data).toEqual({});
      expect(Object.keys(about).sort()).toEqual(['policeReport', 'victim']);
    }
  });

  it('is not approved by who asked it', () => {
    scene.outcome('requestReveal', desk);
    expect(scene.outcome('approveReveal', desk)).toBe('forbidden own-request');
  });

  it('is not approved where nobody asked, or on another ground', () => {
    expect(scene.outcome('approveReveal', prosecutor)).toBe('conflict nothing-requested');
    scene.outcome('requestReveal', desk);
    expect(scene.outcome('approveReveal', prosecutor, { ...order, ground: 'victim_consent' })).toBe(
      'conflict nothing-requested',
    );
  });

  it('is not read before it is approved, nor on another ground', () => {
    scene.outcome('requestReveal', desk);
    expect(scene.outcome('readRevealed', desk)).toBe('forbidden not-revealed');
    scene.outcome('approveReveal', prosecutor);
    expect(scene.outcome('readRevealed', desk, { ...order, ground: 'victim_consent' })).toBe('forbidden not-revealed');
  });

  it('is read by who asked and who approved, and by nobody else of the office', () => {
    scene.outcome('requestReveal', desk);
    scene.outcome('approveReveal', prosecutor);
    expect(scene.outcome('readRevealed', desk)).toEqual(['identity.revealed']);
    expect(scene.outcome('readRevealed', prosecutor)).toEqual(['identity.revealed']);
    expect(scene.outcome('readRevealed', otherDesk)).toBe('forbidden not-revealed');
    expect(scene.outcome('readRevealed', otherProsecutor)).toBe('forbidden not-revealed');
  });

  it('is open for twenty-four hours after the approval, whatever time that is said to have been', () => {
    scene.outcome('requestReveal', desk);
    scene.outcome('approveReveal', prosecutor);
    expect(scene.outcome('readRevealed', desk, order, 23)).toEqual(['identity.revealed']);
    expect(scene.outcome('readRevealed', desk, order, 1)).toBe('forbidden not-revealed');
  });

  it('is asked on one of the four grounds only', () => {
    expect(scene.outcome('requestReveal', desk, { ...order, ground: 'curiosity' })).toMatch(/^invalid/);
  });

  it('is not to be asked of a victim who has no number, or who is on another report', () => {
    expect(scene.outcome('requestReveal', desk, { ...order, victim: v2 })).toBe('invalid not-on-this-report');
    const undecided = new Scene().reported().asked();
    expect(undecided.outcome('requestReveal', desk)).toBe('conflict not-under-number');
  });
});

describe('the anonymity', () => {
  it('is lifted by a prosecutor with a reveal that was approved on the order of a court', () => {
    expect(scene.outcome('liftAnonymity', prosecutor)).toBe('conflict no-court-order');
    scene.outcome('requestReveal', desk);
    expect(scene.outcome('liftAnonymity', prosecutor)).toBe('conflict no-court-order');
    scene.outcome('approveReveal', prosecutor);
    expect(scene.outcome('liftAnonymity', prosecutor)).toEqual(['anonymity.lifted']);
    expect(scene.outcome('liftAnonymity', prosecutor)).toBe('conflict lifted-before');
  });

  it('is not lifted on another ground', () => {
    const consent = { ...order, ground: 'victim_consent' };
    scene.outcome('requestReveal', desk, consent);
    scene.outcome('approveReveal', prosecutor, consent);
    expect(scene.outcome('liftAnonymity', prosecutor, consent)).toBe('conflict no-court-order');
  });

  it('that is lifted opens the identity to the prosecutors of the office for good, and to nobody else', () => {
    scene.outcome('requestReveal', desk);
    scene.outcome('approveReveal', prosecutor);
    scene.outcome('liftAnonymity', prosecutor);
    const victim = victimOf(scene.state, v1)!;
    expect(scene.outcome('readRevealed', otherProsecutor, order, 48)).toEqual(['identity.revealed']);
    expect(scene.outcome('readRevealed', otherDesk, order)).toBe('forbidden not-revealed');
    expect(roleToRead(scene.state, victim, otherProsecutor)).toBe('public_prosecutor');
    expect(roleToRead(scene.state, victim, desk)).toBeUndefined();
    expect(roleToRead(scene.state, victim, assistant)).toBeUndefined();
  });
});

describe('what the vault knows of a victim', () => {
  it('is the status and the number that the police gave', () => {
    expect(victimOf(scene.state, v1)).toMatchObject({ status: 'granted', number });
    expect(victimOf(scene.state, v2)).toMatchObject({ status: 'requested' });
  });

  it('makes OM party when a victim asks: police and OM decide together', () => {
    expect(partiesTo(new Scene().reported().state).om).toEqual([]);
    expect(partiesTo(scene.state)).toEqual({ employer: ['gemeente-w'], police: ['PL1500'], om: ['DHA'] });
  });
});
