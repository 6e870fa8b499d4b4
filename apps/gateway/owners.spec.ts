import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../libs/platform/configuration/index.js';
import { apiDocument } from '../api-document.js';
import { ownerOf, servedContexts } from './owners.js';

const { paths } = apiDocument(loadConfiguration({})) as { paths: Record<string, object> };

const ofAgencies: Record<string, string> = {
  'incident-reports': 'employer',
  'police-reports': 'police',
  files: 'prosecution',
  'halt-referrals': 'halt',
  claims: 'recovery',
};
const common = ['cases', 'events', 'organisations', 'openapi.json', 'problem-types'];

function expectedOwner(path: string): string {
  const collection = path.split('/')[2] ?? '';
  const agency = ofAgencies[collection];
  if (agency) return agency;
  // Also the agreements on a case, under the case.
  if (/agreement|worklist|compliance/.test(path)) return 'agreements';
  return common.includes(collection) ? 'casefile' : 'nobody: name it here';
}

describe('who answers at an address of the API', () => {
  it.each(Object.keys(paths))('%s is of the context that has it', (path) => {
    expect(ownerOf(path)).toBe(expectedOwner(path));
  });

  it.each([
    ['/v1/police-reports/1/nothing-of-theirs', 'police'],
    ['/v1/claims?x=1', 'recovery'],
    ['/v1/cases/1/nothing', 'casefile'],
    ['/v1/cases/1/agreements?limit=5', 'agreements'],
    ['/v1/clock?quiet=true', 'casefile'],
    ['/v1/claims-of-nobody', 'casefile'],
    ['/somewhere', 'casefile'],
    ['//', 'casefile'],
  ])('%s is of %s', (url, owner) => {
    expect(ownerOf(url)).toBe(owner);
  });

  it('has every context behind it', () => {
    expect([...servedContexts].sort()).toEqual(
      ['agreements', 'casefile', 'employer', 'halt', 'police', 'prosecution', 'recovery'].sort(),
    );
  });
});
