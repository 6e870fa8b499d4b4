import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import type { PartKind } from '../libs/contract/index.js';
import { partyKindOfRole } from '../libs/contract/index.js';
import type { Person } from '../libs/platform/casework/case-context.js';
import { Desk } from '../libs/platform/persistence/desk.js';
import type { PoliceCase } from '../libs/police/police-case.js';
import type { TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { numberIn, runningCase, underNumber, type RunningCase } from './running-case.js';

/**
 * The chain without its own filters: every part is known to everybody, every role reads it, every statement has
 * forgotten its `where`. What is left between a stranger and the case is the wall in the database.
 */
const forgotten = new Set<string>();

async function forgetTheFilters(): Promise<void> {
  const standing = '../libs/platform/casework/standing.js';
  const inAnyRole = ({ roles }: Person) => ({ knows: true, role: roles.find((role) => partyKindOfRole[role]) });
  const real = { standing: await import('../libs/platform/casework/standing.js') };
  jest.unstable_mockModule(standing, () => ({
    ...real.standing,
    knowsOf: () => true,
    standingToRead: (...[, , , person]: [unknown, unknown, unknown, Person]) => inAnyRole(person),
    standingToCommand: (...[, , , , person]: [unknown, unknown, unknown, unknown, Person]) => inAnyRole(person),
  }));
  const visibility = await import('../libs/casefile/visibility.js');
  jest.unstable_mockModule('../libs/casefile/visibility.js', () => ({
    ...visibility,
    kindsOf: (_picture: unknown, reader: { kinds: readonly string[] }) => reader.kinds,
    isParty: () => true,
    maySee: () => true,
    strandsFor: ({ strands }: { strands: unknown }) => strands,
  }));
  jest.unstable_mockModule('../libs/agreements/standing.js', () => ({
    kindsOf: (_facts: unknown, { roles }: Person) => roles.flatMap((role) => partyKindOfRole[role] ?? []),
  }));
  const ofVictims = await import('../libs/vault/who-may-read.js');
  jest.unstable_mockModule('../libs/vault/who-may-read.js', () => ({
    ...ofVictims,
    knowsOfVictims: () => true,
    roleToRead: (...[, , { roles }]: [unknown, unknown, Person]) => roles[0],
  }));
  const { suspectView } = await import('../libs/police/view.js');
  jest.unstable_mockModule('../libs/police/suspect-view.js', () => ({
    suspectViewFor: (state: PoliceCase, id: string) => suspectView(state, id),
  }));
  const { query } = Desk.prototype;
  jest.spyOn(Desk.prototype, 'query').mockImplementation(function (this: Desk, organisation, { text, values, name }) {
    const open = text.replaceAll(/\b\w+\.organisation = \$1/g, '$1::text is not null');
    if (open !== text) forgotten.add(name ?? '');
    const statement: pg.QueryConfig = open === text ? { text, values, name } : { text: open, values };
    return query.call(this, organisation, statement);
  });
}

let database: TestDatabase;
let chain: TestChain;
let running: RunningCase;
let addresses: string[];
let identity: string;

const strangers = [
  'employer_contact@elders',
  'recovery_officer@elders',
  'auditor@elders',
  'police_officer@PL1700',
  'police_liaison@PL1700',
  'assistant_prosecutor@PL1700',
  'public_prosecutor@ROT',
  'om_liaison@ROT',
  'victim_desk@ROT',
  'halt_coordinator@HALT-PL1700',
  'auditor@operator',
];

beforeAll(async () => {
  await forgetTheFilters();
  const { startChain } = await import('./chain.js');
  const { apiDocument } = await import('../apps/api-document.js');
  database = await freshDatabase();
  chain = await startChain(database);
  for (const employer of ['stadsvervoer', 'elders']) await chain.register(employer);
  await chain.setClock('2014-03-03T09:10:00+01:00');
  running = await runningCase(chain, 'stadsvervoer', underNumber(chain));
  await chain.quiet();
  // By then terms have passed: something is on the worklists.
  await chain.setClock('2014-04-14T09:00:00+02:00');
  await chain.quiet();
  const { paths } = apiDocument(chain.configuration) as { paths: Record<string, PathItem> };
  const readable = Object.keys(paths).filter((path) => paths[path]?.get && !ofNoCase.includes(path));
  identity = await filledIn('/v1/cases/{case}/identities/{id}', paths);
  addresses = await Promise.all(readable.map((path) => filledIn(path, paths)));
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

type PathItem = Partial<Record<'get' | 'post', { 'x-command'?: string }>>;

/** What is to be read there is of no case. */
const ofNoCase = [
  '/v1/openapi.json',
  '/v1/problem-types',
  '/v1/problem-types/{type}',
  '/v1/organisations/{code}',
  '/v1/agreements',
  '/v1/compliance-figures',
  // What the people of the own organisation asked, in vain too.
  '/v1/access-entries',
];

const collections: Record<string, PartKind> = {
  'incident-reports': 'incident-report',
  'police-reports': 'police-report',
  files: 'file',
  'halt-referrals': 'halt-referral',
  claims: 'claim',
  'agreement-subjects': 'police-report',
};

/** The address as it is for the running case. An address of which we do not know how it is filled in is not tested, so fails. */
async function filledIn(path: string, paths: Record<string, PathItem>): Promise<string> {
  const [, , collection = ''] = path.split('/');
  const kind = collections[collection];
  const id = kind ? running.parts[kind] : collection === 'cases' ? running.id : undefined;
  const entry = path.endsWith('/{entry}') ? await entryOf(path.replace('/{entry}', ''), paths, id) : '';
  const { victim, number } = await numberIn(database);
  const filled = path
    .replace('/cases/{case}/identities/{id}', `/cases/${running.id}/identities/${victim}`)
    .replace('/cases/{case}/suspects/{id}', `/cases/${running.id}/suspects/${running.parts.file}`)
    .replace('{number}', number)
    .replace('{id}', id ?? '{id}')
    .replace('{entry}', entry);
  if (filled.includes('{')) throw new Error(`how is ${path} filled in?`);
  return filled;
}

/** What was given there; where nothing was, an identifier that nothing has. */
async function entryOf(collection: string, paths: Record<string, PathItem>, part = ''): Promise<string> {
  const schemas = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'agreements'];
  const each = schemas.map((schema) => `select id from ${schema}.entry where part_id = $1 and command = $2`);
  const [given] = await database.query<{ id: string }>(each.join(' union all '), [
    part,
    paths[collection]?.post?.['x-command'],
  ]);
  return given?.id ?? '00000000-0000-4000-8000-000000000000';
}

/** The addresses at which this person is shown something. */
async function shownTo(person: string): Promise<string[]> {
  const shown: string[] = [];
  for (const address of addresses) {
    const { status, body } = await chain.get(person, address);
    const items = (body as { items?: unknown[] }).items ?? [body];
    // A worklist is for liaisons, and numbers are looked up at OM: such a refusal says nothing of any case.
    if (status === 403 && /^\/v1\/(worklist$|numbers\/)/.test(address)) continue;
    if (status === 200 && items.length > 0) shown.push(address);
    else expect([address, status]).toEqual([address, status === 200 ? 200 : 404]);
  }
  return shown;
}

describe('The walls alone, without any filter of the application', () => {
  it('are all that stands there: whoever is party is shown what the role may not see', async () => {
    const shown = await shownTo('police_liaison@PL1300');
    for (const kind of ['police-report', 'halt-referral', 'file'] as const) {
      expect(shown.filter((address) => address.includes(running.parts[kind])).length).toBeGreaterThan(0);
    }
    // Read whole by OM alone.
    expect(shown).toContain(`/v1/files/${running.parts.file}`);
  });

  it.each(strangers)('show %s nothing at any address', async (person) => {
    expect(addresses.length).toBeGreaterThan(100);
    expect(await shownTo(person)).toEqual([]);
  });

  it('keep a stranger from every command', async () => {
    const { commandRoutes } = await import('../apps/api-document.js');
    for (const { part, path, command } of commandRoutes.filter((route) => route.path.includes(':id'))) {
      const { status } = await chain.post(
        'police_officer@PL1700',
        `/v1/${path.replace(':id', running.parts[part])}`,
        {},
      );
      expect([command, status]).toEqual([command, 404]);
    }
  });

  it('and nothing else did: without them the same people are shown the case', async () => {
    const tables = await database.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relrowsecurity and relkind = 'r'`,
    );
    for (const { name } of tables) await database.query(`alter table ${name} disable row level security`);
    const shown = await shownTo('police_liaison@PL1700');
    expect(shown).toEqual(
      expect.arrayContaining([
        '/v1/cases',
        '/v1/events',
        '/v1/worklist',
        `/v1/cases/${running.id}`,
        `/v1/cases/${running.id}/events`,
        `/v1/cases/${running.id}/agreements`,
        identity,
        `/v1/cases/${running.id}/suspects/${running.parts.file}`,
        `/v1/incident-reports/${running.parts['incident-report']}`,
        `/v1/police-reports/${running.parts['police-report']}`,
        `/v1/files/${running.parts.file}`,
        `/v1/halt-referrals/${running.parts['halt-referral']}`,
        `/v1/claims/${running.parts.claim}`,
        `/v1/police-reports/${running.parts['police-report']}/statements`,
      ]),
    );
    expect((await shownTo('victim_desk@ROT')).some((address) => address.startsWith('/v1/numbers/'))).toBe(true);
    expect([...forgotten].sort()).toEqual([
      'agreements-worklist',
      'casefile-feed',
      // The list of an auditor, and of all others.
      'casefile-list-party-100000000',
      'casefile-list-party-110000000',
    ]);
  });
});
