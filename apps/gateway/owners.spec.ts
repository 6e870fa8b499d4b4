import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../libs/platform/configuration/index.js';
import { apiDocument } from '../api-document.js';
import { answeringAt, ownerOf, servedContexts } from './owners.js';

const { paths } = apiDocument(loadConfiguration({})) as { paths: Record<string, object> };

/** Served by the gateway itself, or by the context that hosts what belongs to no agency. */
const common = /^\/v1\/(organisations|access-entries|access-searches|openapi\.json|problem-types)(\/|$)/;

describe('who answers at an address of the API', () => {
  it.each(Object.keys(paths))('%s has one context that answers', (path) => {
    expect(answeringAt(path)).toHaveLength(common.test(path) ? 0 : 1);
  });

  it.each([
    ['/v1/incident-reports', 'employer'],
    ['/v1/police-reports/1/acknowledgements', 'police'],
    ['/v1/files/1', 'prosecution'],
    ['/v1/halt-referrals/1', 'halt'],
    ['/v1/claims/1/payments', 'recovery'],
    ['/v1/cases/1/events', 'casefile'],
    ['/v1/organisations/PL1300', 'casefile'],
    ['/v1/access-entries?case=1', 'casefile'],
    ['/v1/access-searches', 'casefile'],
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
      ['agreements', 'casefile', 'employer', 'halt', 'police', 'prosecution', 'recovery', 'vault'].sort(),
    );
  });
});
