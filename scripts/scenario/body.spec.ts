import { describe, expect, it } from '@jest/globals';
import { bodyOf, claimsIn, personsIn, type References } from './body.js';
import { Naming } from './naming.js';

const identifiers: Record<string, string> = { v1: 'id-v1', s1: 'id-s1', s2: 'id-s2', employer: 'id-employer' };
const references: References = {
  known: (reference) => identifiers[reference],
  knownBefore: (reference) => (reference === 'v1' ? undefined : identifiers[reference]),
  claim: (party) => `claim-of-${party}`,
  person: (name) => `person ${name}`,
  event: (save) => `event ${save}`,
  hit: (name) => `hit ${name}`,
};
const naming = new Naming(new Set(['tramweg']), 'x1');
const body = (command: string, given: object) => bodyOf(command, given as never, references, naming);

describe('the body of a command', () => {
  it('holds the identifiers of suspects, victims and debtors', () => {
    expect(body('informVictim', { suspect: 's1', victim: 'v1', by: 'letter' })).toEqual({
      suspect: 'id-s1',
      victim: 'id-v1',
      by: 'letter',
    });
    expect(body('recordAward', { debtors: ['s1', 's2'] })).toEqual({ debtors: ['id-s1', 'id-s2'] });
  });

  it('holds the claims of parties, wherever they are named', () => {
    expect(
      body('issuePenalOrder', {
        claimsNamed: ['v1', 'employer'],
        compensation: [{ claim: 'v1', amountCents: 5 }],
        compensationPaid: { claim: 'employer', reference: 'v1' },
      }),
    ).toEqual({
      claimsNamed: ['claim-of-v1', 'claim-of-employer'],
      compensation: [{ claim: 'claim-of-v1', amountCents: 5 }],
      compensationPaid: { claim: 'claim-of-employer', reference: 'v1' },
    });
  });

  it('holds the identifiers of persons, and leaves alone what is no person', () => {
    expect(body('assignHandler', { to: 'police_officer@PL1300#2' })).toEqual({ to: 'person police_officer@PL1300#2' });
    expect(body('x', { agreedBy: 'nobody' })).toEqual({ agreedBy: 'nobody' });
    expect(personsIn({ prosecutor: 'public_prosecutor@AMS', to: 'v1' })).toEqual(['public_prosecutor@AMS']);
  });

  it('has a payer as its identifier, a date and a fund as they are', () => {
    expect(body('recordPayment', { from: 's1' })).toEqual({ from: 'id-s1' });
    expect(body('recordPayment', { from: 'state_advance' })).toEqual({ from: 'state_advance' });
    expect(body('recordEmployerMeasure', { from: '2014-06-03' })).toEqual({ from: '2014-06-03' });
  });

  it('keeps the labels of what it creates, and names by identifier what exists', () => {
    expect(
      body('supplementIncidentReport', { victims: [{ ref: 'v2' }], damages: [{ ref: 'v2' }, { ref: 'v1' }] }),
    ).toEqual({
      victims: [{ ref: 'v2' }],
      damages: [{ ref: 'v2' }, { ref: 'id-v1' }],
    });
    expect(body('registerSuspect', { ref: 's1' })).toEqual({ ref: 'id-s1' });
    expect(body('registerSuspect', { ref: 's9' })).toEqual({ ref: 's9' });
  });

  it('of a creation keeps all its labels, and is unique to this play', () => {
    const given = {
      victims: [{ ref: 'v1' }],
      damages: [{ ref: 'employer' }],
      externalReference: 'A-1',
      employer: 'tramweg',
    };
    expect(body('submitIncidentReport', given)).toEqual({
      ...given,
      externalReference: 'A-1-x1',
      employer: 'tramweg-x1',
    });
    expect(given.externalReference).toBe('A-1');
  });

  it('corrects with the right values of the command that it corrects', () => {
    expect(body('correctEvent', { event: 'j1', values: { awards: [{ claim: 'v1' }], suspect: 's1' } })).toEqual({
      event: 'event j1',
      values: { awards: [{ claim: 'claim-of-v1' }], suspect: 'id-s1' },
    });
  });

  it('names its claims beforehand', () => {
    expect(
      claimsIn({ claimsNamed: ['v1'], compensation: [{ claim: 'v2' }], values: { awards: [{ claim: 'v3' }] } }),
    ).toEqual(['v1', 'v2', 'v3']);
  });
});
