import { describe, expect, it } from '@jest/globals';
import { filled, kindOfCollection, Offer, partsMeant } from './offer.js';

const command = (name: string, part: string) => ({ post: { 'x-command': name, 'x-part': part } });
const offer = Offer.from({
  paths: {
    '/v1/incident-reports': command('submitIncidentReport', 'incident-report'),
    '/v1/police-reports/{id}/halt-referrals': command('referToHalt', 'police-report'),
    '/v1/files/{id}/halt-referrals': command('referToHalt', 'file'),
    '/v1/files/{id}': { get: {} },
    '/v1/cases/{id}/waivers': command('waiveAgreement', 'case'),
  },
});

describe('what the API offers', () => {
  it.each([
    ['police:v1', 'police_officer', '/v1/police-reports/{id}/halt-referrals'],
    ['suspect:s1', 'public_prosecutor', '/v1/files/{id}/halt-referrals'],
    ['suspect:s1', 'police_officer', '/v1/police-reports/{id}/halt-referrals'],
    ['suspect:s1', 'halt_coordinator', '/v1/files/{id}/halt-referrals'],
    ['om:s1', 'police_officer', '/v1/files/{id}/halt-referrals'],
  ])('on %s by a %s is found at the part that is meant', (on, role, path) => {
    expect(offer.find('referToHalt', partsMeant(on, role))?.path).toBe(path);
  });

  it('at only one place is meant wherever it is', () => {
    expect(offer.find('waiveAgreement', partsMeant('claim:v1', 'recovery_officer'))?.path).toBe(
      '/v1/cases/{id}/waivers',
    );
  });

  it('not at all is not found', () => {
    expect(offer.find('redactText', partsMeant('report', 'police_officer'))).toBeUndefined();
  });

  it('has paths to fill in, and collections that tell the kind of part', () => {
    expect(filled('/v1/files/{id}/entries/{entryId}', 'a', 'b/c')).toBe('/v1/files/a/entries/b%2Fc');
    expect(kindOfCollection('/v1/police-reports/{id}/refusals')).toBe('police-report');
    expect(kindOfCollection('/v1/cases')).toBeUndefined();
    expect(offer.readable).toEqual(['/v1/files/{id}']);
  });
});
