import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../libs/platform/configuration/index.js';
import { apiDocument } from '../api-document.js';
import { ownerOf, servedContexts } from './owners.js';

const { paths } = apiDocument(loadConfiguration({})) as { paths: Record<string, object> };

const ofAgencies: Record<string, string> = {
  'incident-reports': 'employer',
  'police-reports': 'police',
  'walk-in-reports': 'police',
  suspects: 'police',
  files: 'prosecution',
  'halt-referrals': 'halt',
  claims: 'recovery',
};
const common = ['cases', 'events', 'organisations', 'openapi.json', 'problem-types'];

describe('who answers at an address of the API', () => {
  it.each(Object.keys(paths))('%s is of the agency that has the collection', (path) => {
    const collection = path.split('/')[2] ?? '';
    expect(ownerOf(path)).toBe(ofAgencies[collection] ?? 'casefile');
    if (!(collection in ofAgencies)) expect(common).toContain(collection);
  });

  it('is the case file for what belongs to no agency', () => {
    expect(ownerOf('/v1/clock?quiet=true')).toBe('casefile');
    expect(ownerOf('/v1/events?after=1')).toBe('casefile');
    expect(ownerOf('/v1/claims-of-nobody')).toBe('casefile');
    expect(ownerOf('/somewhere')).toBe('casefile');
  });

  it('has every context behind it', () => {
    expect([...servedContexts].sort()).toEqual(['casefile', 'employer', 'halt', 'police', 'prosecution', 'recovery']);
  });
});
