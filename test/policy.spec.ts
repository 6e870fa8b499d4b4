import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiDocument, commandRoutes } from '../apps/api-document.js';
import type { PartyKind, Role } from '../libs/contract/index.js';
import { commandsByRole } from '../libs/contract/testing/policy-by-hand.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { expectedOf, noBody, type Method, type PathItem } from './policy-of-routes.js';
import { numberIn, runningCase, underNumber, type RunningCase } from './running-case.js';
import { storedIn } from './stored.js';

let database: TestDatabase;
let chain: TestChain;
let running: RunningCase;
let shielded: { victim: string; number: string };
let paths: Record<string, PathItem>;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.register('stadsvervoer');
  await chain.register('elders');
  await chain.register('regio', { type: 'vpt_region' });
  await chain.setClock('2014-03-03T09:10:00+01:00');
  running = await runningCase(chain, 'stadsvervoer', underNumber(chain));
  await chain.quiet();
  shielded = await numberIn(database);
  ({ paths } = apiDocument(chain.configuration) as { paths: Record<string, PathItem> });
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

/** Everybody who can ask, and the qualities in which their organisation is party to the case. */
const askers: [organisation: string, as: PartyKind[], roles: Role[]][] = [
  ['stadsvervoer', ['employer', 'recovery'], ['employer_contact', 'recovery_officer', 'auditor', 'machine']],
  ['PL1300', ['police'], ['police_officer', 'police_liaison', 'assistant_prosecutor', 'auditor', 'machine']],
  ['AMS', ['om'], ['public_prosecutor', 'om_liaison', 'victim_desk', 'auditor', 'machine']],
  ['HALT-PL1300', ['halt'], ['halt_coordinator', 'auditor', 'machine']],
  // The same roles elsewhere, and those who are party to no case.
  ['elders', [], ['employer_contact', 'recovery_officer']],
  ['PL1700', [], ['police_officer', 'police_liaison', 'assistant_prosecutor']],
  ['ROT', [], ['public_prosecutor', 'om_liaison', 'victim_desk']],
  ['HALT-PL1700', [], ['halt_coordinator']],
  ['regio', [], ['region_lead', 'auditor']],
  ['ministry', [], ['analyst', 'auditor']],
  ['operator', [], ['administrator', 'auditor']],
];

const people = askers.flatMap(([organisation, as, roles]) =>
  roles.map((role) => [`${role}@${organisation}`, role, as] as const),
);

/** Everything that the API document says can be asked. */
const operations = (): [Method, string][] =>
  Object.entries(paths).flatMap(([path, item]) =>
    (Object.keys(item) as Method[]).map((method): [Method, string] => [method, path]),
  );

const collections: Record<string, string> = {
  'incident-reports': 'incident-report',
  'police-reports': 'police-report',
  files: 'file',
  'halt-referrals': 'halt-referral',
  claims: 'claim',
  'agreement-subjects': 'police-report',
};

const nobodys = '00000000-0000-4000-8000-000000000000';

/** The address as it is for the running case. */
function addressOf(path: string): string {
  const [, , collection = ''] = path.split('/');
  const parts: Record<string, string> = running.parts;
  const address = path
    .replace('/cases/{case}/identities/{id}', `/cases/${running.id}/identities/${shielded.victim}`)
    .replace('/cases/{case}/suspects/{id}', `/cases/${running.id}/suspects/${running.parts['halt-referral']}`)
    .replace('{id}', collection === 'cases' ? running.id : (parts[collections[collection] ?? ''] ?? '{id}'))
    .replace('{entry}', nobodys)
    .replace('{code}', 'stadsvervoer')
    .replace('{type}', 'conflict')
    .replace('{number}', shielded.number)
    .replace(/access-entries$/, `access-entries?case=${running.id}`);
  if (address.includes('{')) throw new Error(`how is ${path} filled in?`);
  return address;
}

describe('the policy over HTTP, for one running case', () => {
  it.each(people)('answers %s at every route of the API document as was thought of', async (person, role, as) => {
    const before = await storedIn(database);
    const headers = { authorization: `Bearer ${await chain.token(person)}`, 'content-type': 'application/json' };
    const statusOf = async (method: Method, path: string): Promise<number> => {
      const body = method === 'get' ? {} : { body: JSON.stringify(noBody) };
      const answer = await fetch(`${chain.url}${addressOf(path)}`, { method: method.toUpperCase(), headers, ...body });
      await answer.arrayBuffer();
      return answer.status;
    };
    const asked = operations();
    const observed = await Promise.all(
      asked.map(async ([method, path]) => [method, path, await statusOf(method, path)]),
    );
    const expected = asked.map(([method, path]) => [method, path, expectedOf(method, path, paths)({ role, as })]);
    expect(observed).toEqual(expected);
    expect(await storedIn(database)).toEqual(before);
  });

  it('is asked of every command there is', () => {
    const documented = Object.values(paths).flatMap(({ post }) => (post?.['x-command'] ? [post['x-command']] : []));
    expect(commandRoutes.filter(({ command }) => !documented.includes(command))).toEqual([]);
    const byHand = Object.values(commandsByRole).flatMap((roles) => Object.values(roles).flat());
    expect(byHand.filter((command) => !documented.includes(command))).toEqual([]);
  });
});
