import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandRoutes } from '../apps/api-document.js';
import { partKinds, type PartyKind, type Role } from '../libs/contract/index.js';
import { commandsByRole, partsKnownTo } from '../libs/contract/testing/policy-by-hand.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { runningCase, type RunningCase } from './running-case.js';
import { storedIn } from './stored.js';

let database: TestDatabase;
let chain: TestChain;
let running: RunningCase;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.register('stadsvervoer');
  await chain.register('elders');
  await chain.register('regio', { type: 'vpt_region' });
  await chain.setClock('2014-03-03T09:10:00+01:00');
  running = await runningCase(chain, 'stadsvervoer');
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

/** No command has this field, so whoever may give it gets no further than the form, and nothing happens. */
const noCommand = { colour: 'red' };

describe('the policy over HTTP, for one running case', () => {
  it.each(people)('opens to %s exactly what the lifecycles say', async (person, role, as) => {
    const before = await storedIn(database);
    const token = await chain.token(person);
    const statusOf = async (path: string): Promise<number> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${chain.url}${path}`, { method: 'POST', headers, body: JSON.stringify(noCommand) });
      await answer.arrayBuffer();
      return answer.status;
    };
    const observed = await Promise.all(
      commandRoutes.map(async ({ part, command, path }) => [
        `${part} ${command}`,
        await statusOf(`/v1/${path.replace(':id', running.parts[part])}`),
      ]),
    );
    const expected = commandRoutes.map(({ part, command, path }) => {
      const beginsCase = !path.includes(':id');
      const knows = beginsCase || as.some((kind) => partsKnownTo[kind].includes(part));
      const may = commandsByRole[part][role]?.includes(command) ?? false;
      return [`${part} ${command}`, knows ? (may ? 422 : 403) : 404];
    });
    expect(observed).toEqual(expected);
    expect(await storedIn(database)).toEqual(before);
  });

  it.each(people)('shows %s whole parts and the case only where that is their business', async (person, role, as) => {
    const collection = {
      'incident-report': 'incident-reports',
      'police-report': 'police-reports',
      file: 'files',
      'halt-referral': 'halt-referrals',
      claim: 'claims',
    };
    const observed: Record<string, number> = {};
    const expected: Record<string, number> = {};
    for (const part of partKinds) {
      observed[part] = (await chain.get(person, `/v1/${collection[part]}/${running.parts[part]}`)).status;
      const knows = as.some((kind) => partsKnownTo[kind].includes(part));
      expected[part] = knows ? (readsWhole[part].includes(role) ? 200 : 403) : 404;
    }
    const party = as.length > 0 && role !== 'machine';
    observed.case = (await chain.get(person, `/v1/cases/${running.id}`)).status;
    observed.timeline = (await chain.get(person, `/v1/cases/${running.id}/events`)).status;
    expected.case = expected.timeline = party ? 200 : 404;
    expect(observed).toEqual(expected);
  });
});

/** Who reads a part whole at its owner; the others who know of it read its state in the case file. */
const readsWhole: Record<(typeof partKinds)[number], Role[]> = {
  'incident-report': ['employer_contact', 'police_officer', 'police_liaison', 'assistant_prosecutor'],
  'police-report': [
    'police_officer',
    'police_liaison',
    'assistant_prosecutor',
    'public_prosecutor',
    'om_liaison',
    'victim_desk',
  ],
  file: ['public_prosecutor', 'om_liaison', 'victim_desk'],
  'halt-referral': ['halt_coordinator', 'police_officer', 'police_liaison', 'public_prosecutor', 'om_liaison'],
  claim: ['recovery_officer', 'employer_contact'],
};
