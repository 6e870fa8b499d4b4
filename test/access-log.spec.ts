import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { apiDocument, commandRoutes } from '../apps/api-document.js';
import { AnchorKey } from '../libs/audit/anchor.js';
import { verify } from '../libs/audit/verify.reader.js';
import { producers } from '../libs/contract/index.js';
import { anchoringOf } from '../libs/platform/configuration/index.js';
import { Database } from '../libs/platform/persistence/database.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';
import { runningCase, type RunningCase } from './running-case.js';

let database: TestDatabase;
let chain: TestChain;
let running: RunningCase;
let before: number;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.register('stadsvervoer');
  await chain.register('elders');
  await chain.setClock('2014-03-03T09:10:00+01:00');
  running = await runningCase(chain, 'stadsvervoer');
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

beforeEach(async () => {
  const [last] = await database.query<{ position: string | null }>(
    'select max(position) as position from audit.access_entry',
  );
  before = Number(last?.position ?? 0);
});

interface Entered {
  id: string;
  organisation: string;
  person: string;
  role: string;
  action: string;
  operation: string;
  case: string | null;
  part: string | null;
  cases: string[] | null;
  ground: string;
  outcome: string;
  trace: string | null;
}

/** What came in the log during the test. */
const entered = (): Promise<Entered[]> =>
  database.query<Entered & Record<string, unknown>>(
    `select id, organisation, person, role, action, operation, case_id as case, part_kind || ' ' || part_id as part, cases,
            ground, outcome, request as trace
     from audit.access_entry where position > $1 order by position`,
    [before],
  );

interface Operation {
  operationId: string;
  security?: object[];
}

const { paths } = JSON.parse(
  JSON.stringify(apiDocument({ contact: { name: 'n', url: 'https://example.org', email: 'a@example.org' } })),
) as { paths: Record<string, { get?: Operation }> };

/** Readings of no case. */
const ofNoCase = ['listAgreements', 'readComplianceFigures', 'readOrganisation'];

const readings = Object.entries(paths).flatMap(([path, { get }]) =>
  !get || get.security || ofNoCase.includes(get.operationId) ? [] : [[get.operationId, path] as const],
);

const trace = '0af7651916cd43dd8448eb211c80319c';

async function ask(person: string, path: string, body?: object): Promise<number> {
  const answer = await fetch(`${chain.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${await chain.token(person)}`,
      traceparent: `00-${trace}-b7ad6b7169203331-01`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  await answer.arrayBuffer();
  return answer.status;
}

const nobody = '00000000-0000-4000-8000-000000000000';

/** The address for the running case. */
function addressed(path: string): string {
  const { parts, id } = running;
  const ofPart = {
    'incident-reports': parts['incident-report'],
    'police-reports': parts['police-report'],
    files: parts.file,
    'halt-referrals': parts['halt-referral'],
    claims: parts.claim,
    'agreement-subjects': parts['police-report'],
    cases: id,
  }[path.split('/')[2] ?? ''];
  const inCase = path.includes('/suspects/') ? parts.file : (ofPart ?? nobody);
  const found = path
    .replace('{case}', id)
    .replace('{id}', inCase)
    .replace('{entry}', nobody)
    .replace('{number}', 'AON-00000000');
  const asked: Record<string, string> = { '/v1/access-entries': `?case=${id}`, '/v1/worklist': '?outcome=running' };
  return `${found}${asked[path] ?? ''}`;
}

const readers: Record<string, string> = {
  'incident-reports': 'employer_contact@stadsvervoer',
  files: 'om_liaison@AMS',
  'halt-referrals': 'halt_coordinator@HALT-PL1300',
  claims: 'recovery_officer@stadsvervoer',
  worklist: 'police_liaison@PL1300',
  'agreement-subjects': 'police_liaison@PL1300',
  'access-entries': 'auditor@PL1300',
};

const reader = (path: string): string => readers[path.split('/')[2] ?? ''] ?? 'police_officer@PL1300';

describe('The access log', () => {
  it.each(readings)('has one entry when somebody reads: %s', async (operation, path) => {
    const person = reader(path);
    const status = await ask(person, addressed(path));
    const [role, organisation] = person.split('@');
    const entries = await entered();
    expect(entries).toMatchObject([{ organisation, person, role, action: 'consult', operation }]);
    const [entry] = entries;
    expect(entry?.trace?.replaceAll('-', '')).toBe(trace);
    if (status === 200) expect([entry?.case, ...(entry?.cases ?? [])]).toContain(running.id);
    expect(entry?.outcome).toBe(status === 403 ? 'refused' : status === 200 ? 'done' : entry?.outcome);
  });

  it.each(readings.filter(([, path]) => path.includes('{')))(
    'has one entry when a stranger is refused: %s',
    async (operation, path) => {
      const person = 'recovery_officer@elders';
      expect([403, 404]).toContain(await ask(person, addressed(path)));
      expect(await entered()).toMatchObject([{ person, operation, ground: 'refused', outcome: 'refused' }]);
    },
  );

  it.each(
    commandRoutes
      .filter(({ path }) => path.includes(':id'))
      .map((route) => [`${route.command} on ${route.part}`, route] as const),
  )(
    'has one entry when a command is refused, to a stranger or for its form: %s',
    async (_name, { command, part, path }) => {
      const address = addressed(`/v1/${path.replace(':id', '{id}')}`);
      const own = reader(address);
      for (const person of ['recovery_officer@elders', own]) await ask(person, address, { colour: 'red' });
      const refused = {
        operation: command,
        part: `${part} ${running.parts[part]}`,
        ground: 'refused',
        outcome: 'refused',
      };
      expect(await entered()).toMatchObject([
        { person: 'recovery_officer@elders', ...refused },
        { person: own, ...refused },
      ]);
    },
  );

  it('has every command of every journal, under the same identifier and by the same person, and no other', async () => {
    const journals = producers.map(
      (schema) =>
        `select id, person, role, organisation, case_id, part_id, command from ${schema}.entry where command is not null`,
    );
    const given = await database.query(`select * from (${journals.join(' union all ')}) as entry order by id`);
    const logged = await database.query(
      `select id, person, role, organisation, case_id, part_id, operation as command from audit.access_entry
       where outcome = 'done' and action <> 'consult' order by id`,
    );
    expect(given.length).toBeGreaterThanOrEqual(10);
    expect(logged).toEqual(given);
  });

  it('says what was done: collected, handed over, changed', async () => {
    const done = await database.query(
      `select distinct action, operation from audit.access_entry where outcome = 'done' and action <> 'consult' order by 1, 2`,
    );
    expect(done).toEqual(
      [
        ...['acknowledgeReport', 'interviewSuspect', 'registerSuspect', 'requestConsent', 'startInvestigation'],
        'takePoliceReport',
      ]
        .map((operation) => ({ action: 'change', operation }))
        .concat([
          { action: 'collect', operation: 'submitIncidentReport' },
          { action: 'provide', operation: 'referToHalt' },
          { action: 'provide', operation: 'sendToProsecution' },
        ]),
    );
  });

  it('has an answer that is told again as a consultation, also of the same report', async () => {
    const person = 'employer_contact@stadsvervoer';
    const body = incident({ externalReference: 'S-1' });
    const key = { 'Idempotency-Key': 'the-same' };
    const first = await chain.post(person, '/v1/incident-reports', body, key);
    expect((await chain.post(person, '/v1/incident-reports', body, key)).body).toEqual(first.body);
    expect((await chain.post(person, '/v1/incident-reports', body)).status).toBe(200);
    const { caseId } = first.body as { caseId: string };
    expect(await entered()).toMatchObject([
      { action: 'collect', operation: 'submitIncidentReport', case: caseId, outcome: 'done' },
      { action: 'consult', operation: 'submitIncidentReport', case: caseId, outcome: 'done' },
      { action: 'consult', operation: 'submitIncidentReport', case: caseId, outcome: 'done' },
    ]);
  });

  it('has nothing done of what was taken back: a command whose transaction fails leaves no entry of it', async () => {
    await database.query(
      `alter table halt.event add constraint full_disk check (envelope ->> 'type' <> 'referral.accepted') not valid`,
    );
    const path = `/v1/halt-referrals/${running.parts['halt-referral']}`;
    await chain.done('public_prosecutor@AMS', `/v1/files/${running.parts['halt-referral']}/halt-consent-decisions`, {
      suspect: running.parts['halt-referral'],
      decision: 'given',
      reason: 'First offence.',
    });
    await chain.quiet();
    expect(await ask('halt_coordinator@HALT-PL1300', `${path}/acceptances`, {})).toBe(500);
    expect((await entered()).filter(({ operation }) => operation === 'acceptReferral')).toEqual([]);
  });

  it('is sealed while the system runs, and whole', async () => {
    const { secret, file } = await anchoringOf(chain.configuration);
    const audit = await Database.connect({ schema: 'audit', url: database.as('audit') });
    try {
      await eventually(async () => {
        const { findings, entries, seals } = await verify(audit, new AnchorKey(secret), file);
        expect(findings).toEqual([]);
        expect(seals).toBe(entries);
        expect(seals).toBeGreaterThan(10);
      });
    } finally {
      await audit.close();
    }
  });

  it('has no contents: nothing of what was written or read', async () => {
    const rows = JSON.stringify(await database.query('select * from audit.access_entry'));
    for (const content of ['Veldkuil', 'Ringdijk', 'red jacket', '1996-11-20', 'damaged the bus'])
      expect(rows).not.toContain(content);
  });
});
