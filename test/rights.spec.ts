import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { identityAddress } from '../libs/platform/shielding/identities.js';
import { keysOfTests, startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { dumpOf, tablesWith } from './dump.js';
import { incident, line, victim } from './incident.js';
import { partOf } from './running-case.js';

const run = promisify(execFile);

let database: TestDatabase;
let chain: TestChain;
let folder: string;

const contact = 'employer_contact@stadsvervoer';
const officer = 'police_officer@PL1300';
const assistant = 'assistant_prosecutor@PL1300';
const prosecutor = 'public_prosecutor@AMS';

const who = {
  name: 'Tamara Veldkuil',
  birthDate: '1987-05-02',
  address: 'Lindelaan 4, 1012 AB Amsterdam',
  phone: '0612345678',
  email: 't.veldkuil@example.org',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rights-'));
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('stadsvervoer');
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** The tool as an operator starts it, in a process of its own. */
const rights = async (...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
  const environment = {
    ...process.env,
    ...keysOfTests,
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    CLOCK: 'scenario',
    DATABASE_URL: database.url,
    DATABASE_ROLE_SECRET: database.secret,
    DATA_DIR: folder,
  };
  const started = run('node', ['scripts/tool.mjs', 'rights', 'export', ...options], { env: environment });
  return started.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, stdout, stderr };
    },
  );
};

interface Export {
  identity: object;
  number?: string;
  organisations: { kind: string; organisation: string }[];
  agencies: {
    agency: string;
    stage: string;
    retention?: Record<string, string>;
    kept: { pointer: string; contents: object }[];
    textsThatNameYou: { pointer: string; text: string }[];
  }[];
  events: { type: string }[];
  accessLog: { organisation: string; action: string; operation: string; person?: string }[];
}

describe('the export of all that is kept on a person', () => {
  let caseNumber: string;
  let caseId: string;
  let victims: Record<string, string>;
  let number: string;

  beforeAll(async () => {
    const report = await chain.done(
      contact,
      '/v1/incident-reports',
      incident({
        description: 'He asked for Geertruida Ommeland and for nobody else.',
        victims: [
          victim({ ...who, function: 'conductor', wantsReportUnderNumber: { reason: 'he waits at the depot' } }),
          victim({ ref: 'v2', name: 'Geertruida Ommeland', function: 'ticket inspector' }),
        ],
        damages: [{ ref: 'v2', lines: [line(45_000)] }],
      }),
    );
    await chain.quiet();
    ({ caseNumber, caseId, created: victims } = report);
    const policeReport = await partOf(chain, caseId, 'police-report');
    await chain.token(prosecutor);
    await chain.done(assistant, `/v1/police-reports/${policeReport}/under-number-decisions`, {
      decision: 'granted',
      reason: 'weighed',
      prosecutor,
    });
    await chain.quiet();
    const { body } = await chain.get(officer, `/v1/cases/${caseId}`);
    [{ number }] = (body as { underNumber: [{ number: string }] }).underNumber;
  });

  it('has who it is, what is kept where and until when, which organisations have it, and who looked', async () => {
    const path = join(folder, 'export.json');
    const { code, stderr } = await rights('--case', caseNumber, '--victim', victims.v1 ?? '', '--out', path);
    expect([code, stderr]).toEqual([0, '']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const found = JSON.parse(await readFile(path, 'utf8')) as Export;
    expect(found).toMatchObject({ identity: who, number });
    const parties = (await chain.get(officer, `/v1/cases/${caseId}`)).body as { parties: Export['organisations'] };
    expect(found.organisations.map(({ organisation }) => organisation)).toEqual(
      expect.arrayContaining(parties.parties.map(({ organisation }) => organisation)),
    );
    const employer = found.agencies.find(({ agency }) => agency === 'employer');
    expect(JSON.stringify(employer?.kept)).toContain('conductor');
    expect(JSON.stringify(employer?.kept)).toContain('he waits at the depot');
    const police = found.agencies.find(({ agency }) => agency === 'police');
    expect(police?.retention).toMatchObject({ limited: '2015-03-03', removed: '2019-03-03', destroyed: '2024-03-03' });
    expect(found.events.map(({ type }) => type)).toContain('police-report.under-number-granted');
    expect(found.accessLog.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['submitIncidentReport', 'decideUnderNumber', 'readCase']),
    );
  });

  it('has nothing of the others in the case, and no names of those who looked', async () => {
    const { stdout } = await rights('--case', caseNumber, '--victim', victims.v1 ?? '');
    for (const other of ['Ommeland', 'ticket inspector', officer, assistant]) expect(stdout).not.toContain(other);
  });

  it('has the texts that name the person', async () => {
    const { stdout } = await rights('--case', caseNumber, '--victim', victims.v2 ?? '');
    const { agencies } = JSON.parse(stdout) as Export;
    expect(agencies.find(({ agency }) => agency === 'employer')?.textsThatNameYou).toEqual([
      { pointer: '/report/details/description', text: 'He asked for Geertruida Ommeland and for nobody else.' },
    ]);
  });

  it('is found by the number under which somebody reports', async () => {
    const { stdout } = await rights('--case', caseNumber, '--victim', number);
    expect(JSON.parse(stdout)).toMatchObject({ victim: victims.v1, identity: who });
  });

  it('is entered in the access log, at every agency that has the case', async () => {
    const entries = () =>
      database.query<{ organisation: string }>(
        `select organisation from audit.access_entry
         where case_id = $1 and action = 'provide' and operation = 'exportPersonalData' order by position`,
        [caseId],
      );
    const before = await entries();
    await rights('--case', caseNumber, '--victim', number);
    const added = (await entries()).slice(before.length).map(({ organisation }) => organisation);
    expect(added.sort()).toEqual(
      ['AMS', 'PL1300', 'operator', 'stadsvervoer'].filter((one) => added.includes(one)).sort(),
    );
    expect(added).toEqual(expect.arrayContaining(['PL1300', 'operator', 'stadsvervoer']));
  });

  it('says in words what is not there, and writes over no file', async () => {
    const path = join(folder, 'export.json');
    for (const [options, words] of [
      [['--case', 'VPT-2014-999999', '--victim', number], 'no case of that number'],
      [['--case', caseNumber, '--victim', 'AON-00000000'], 'no such victim'],
      [['--case', caseNumber], 'npm run rights'],
      [['--case', caseNumber, '--victim', number, '--out', path], 'EEXIST'],
    ] as const) {
      const { code, stderr } = await rights(...options);
      expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
    }
  });
});

describe('what is wrong about a person', () => {
  const wrong = 'Tamara Veldmuil';

  it('is mended at the employer, and the wrong name stays nowhere but in ciphertext', async () => {
    const report = await chain.done(
      contact,
      '/v1/incident-reports',
      incident({ victims: [victim({ ...who, name: wrong })], damages: [] }),
    );
    await chain.quiet();
    const id = report.created.v1 ?? '';
    expect((await chain.get(contact, identityAddress(report.caseId, id))).body).toMatchObject({ name: wrong });
    const { body } = await chain.get(contact, `/v1/cases/${report.caseId}/events`);
    const [event] = (body as { items: { id: string }[] }).items;
    await chain.done(contact, `/v1/incident-reports/${report.caseId}/corrections`, {
      event: event?.id,
      reason: 'the name was misspelt',
      values: { victims: [victim(who)] },
    });
    await chain.quiet();
    expect((await chain.get(contact, identityAddress(report.caseId, id))).body).toMatchObject(who);
    const { stdout } = await rights('--case', report.caseNumber, '--victim', id);
    expect(JSON.parse(stdout)).toMatchObject({ identity: who });
    expect(stdout).not.toContain('Veldmuil');
    expect(tablesWith(await dumpOf(database), ['Veldmuil', 'Veldkuil', '0612345678'])).toEqual([]);
    const kept = await database.query('select from vault.identity where victim = $1', [id]);
    expect(kept).toHaveLength(1);
    // What the leak guard would look for is that of the right name, too.
    expect(await database.query('select from vault.deposit where victim = $1', [id])).toEqual([]);
  });
});
