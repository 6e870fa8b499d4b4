import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Platform } from '../libs/platform/hosting/platform.js';
import { Database } from '../libs/platform/persistence/database.js';
import { GuardKey } from '../libs/platform/shielding/guard-key.js';
import { identityAddress } from '../libs/platform/shielding/identities.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';
import { destroyIdentities } from '../libs/vault/destruction.store.js';
import { backUpKeys, restoreKeys } from '../libs/vault/keys/key-backup.store.js';
import { newKey } from '../libs/vault/keys/key-file.js';
import {
  Rotation,
  rotationSteps,
  type Keys,
  type Rotated,
  type RotationStep,
} from '../libs/vault/keys/rotation.store.js';
import { VaultKeeper } from '../libs/vault/vault-keeper.runtime.js';
import { keyStatus, openKeys } from '../scripts/vault/keys.js';
import { keysOfTests, startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident, victim } from './incident.js';
import { partOf } from './running-case.js';

let folder: string;
let keyFile: string;
let database: TestDatabase;
let chain: TestChain;
let vault: Database;
let keys: Keys;
/** How far the clock of this process was put ahead, for those who remember a key for a minute. */
let ahead = 0;

const contact = 'employer_contact@stadsvervoer';
const officer = 'police_officer@PL1300';
const assistant = 'assistant_prosecutor@PL1300';

const settings = (file: string): Record<string, string> => ({ VAULT_MASTER_KEY: '', VAULT_MASTER_KEY_FILE: file });

beforeAll(async () => {
  const realNow = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
  const realPerformance = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => realPerformance() + ahead);
  folder = await mkdtemp(join(tmpdir(), 'vault-keys-'));
  keyFile = join(folder, 'master-keys');
  await writeFile(keyFile, `${newKey()}\n`, { mode: 0o600 });
  database = await freshDatabase();
  chain = await startChain(database, settings(keyFile));
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('stadsvervoer');
  vault = await Database.connect({ schema: 'vault', url: database.as('vault') });
  keys = await openKeys({
    masterKey: { ...chain.configuration.masterKey, dataDir: folder },
    logger: createLogger('test', 'silent'),
    shield: { key: new GuardKey(keysOfTests.GUARD_KEY) },
  });
}, 60_000);

afterAll(async () => {
  jest.restoreAllMocks();
  await vault.close();
  await chain.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Reported {
  caseId: string;
  victim: string;
  name: string;
}

async function reported(name: string, changes: object = {}): Promise<Reported> {
  const answer = await chain.done(
    contact,
    '/v1/incident-reports',
    incident({ victims: [victim({ name })], ...changes }),
  );
  await chain.quiet();
  return { caseId: answer.caseId, victim: answer.created.v1 ?? '', name };
}

const identity = ({ caseId, victim: id }: Reported) => chain.get(contact, identityAddress(caseId, id));

const expectReadable = async (...people: Reported[]): Promise<void> => {
  for (const one of people) expect((await identity(one)).body).toMatchObject({ name: one.name });
};

const rotate = (
  before: (step: RotationStep) => void = () => undefined,
  whileResting: () => Promise<void> = () => Promise.resolve(),
): Promise<Rotated> =>
  new Rotation(vault, keys, before, async (ms) => {
    await whileResting();
    ahead += ms;
  }).run();

const linesOf = async (path: string): Promise<string[]> => (await readFile(path, 'utf8')).trim().split('\n');

const expectOneOfEach = async (): Promise<void> => {
  const { current, wrappedWith, inLetterbox } = await keyStatus(vault, keys);
  expect(wrappedWith).toEqual([{ master: current, persons: expect.any(Number), depositKeys: 1 }]);
  expect(inLetterbox).toBe(0);
  expect(await linesOf(keyFile)).toHaveLength(1);
};

describe('a rotation', () => {
  it('changes every key while the vault serves, and reads on what was kept before, meanwhile and after', async () => {
    const before = await reported('Tamara Veldkuil');
    const [oldKey] = await linesOf(keyFile);
    const [oldDepositKey] = await database.query('select id from vault.deposit_key');
    let meanwhile: Reported | undefined;
    const rotated = await rotate(undefined, async () => {
      // Sealed with the old deposit key, which the rest of the system still knows.
      meanwhile = await reported('Geertruida Ommeland');
      await expectReadable(before, meanwhile);
    });
    expect(rotated.oldKeysGone).toBe(true);
    await expectOneOfEach();
    expect(await linesOf(keyFile)).not.toEqual([oldKey]);
    expect(await database.query('select id from vault.deposit_key')).not.toEqual([oldDepositKey]);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    await expectReadable(before, meanwhile!, await reported('Wilhelmina Oosterbaan'));
  });

  it('reads no identity: the ciphertext stays what it was', async () => {
    const one = await reported('Hendrika Waterland');
    const sealed = await database.query('select sealed from vault.identity where victim = $1', [one.victim]);
    await rotate();
    expect(await database.query('select sealed from vault.identity where victim = $1', [one.victim])).toEqual(sealed);
    await expectReadable(one);
  });

  it('seals texts that wait for a decision anew', async () => {
    const description = 'He asked for Annechien Zuiderveld at the depot.';
    const one = await reported('Annechien Zuiderveld', { description });
    const policeReport = await partOf(chain, one.caseId, 'police-report');
    const request = { victim: one.victim, reason: 'he waits at the depot' };
    await chain.done(officer, `/v1/police-reports/${policeReport}/under-number-requests`, request);
    await chain.quiet();
    expect((await rotate()).sealed).toBeGreaterThan(0);
    const held = await chain.get(assistant, `/v1/police-reports/${policeReport}/guard-hits`);
    expect(held.text).toContain(description);
  });

  it.each(rotationSteps)('that is killed before "%s" is begun again and comes to its end', async (killedAt) => {
    const one = await reported('Tamara Veldkuil');
    const killed = rotate((step) => {
      if (step === killedAt) throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    const [newest] = await linesOf(keyFile);
    await expectReadable(one, await reported('Geertruida Ommeland'));
    await rotate();
    await expectOneOfEach();
    // What was begun is ended; only one that had not begun makes a key.
    if (killedAt !== 'new master key') expect(await linesOf(keyFile)).toEqual([newest]);
    await expectReadable(one);
  });

  it('is not run twice at once', async () => {
    const second = rotate(undefined, async () => {
      await expect(rotate()).rejects.toThrow('Another rotation is running');
    });
    await expect(second).resolves.toMatchObject({ oldKeysGone: true });
  });
});

describe('a backup of the keys', () => {
  it('is for its owner alone, and holds no key that opens anything by itself', async () => {
    const path = join(folder, 'keys-of-one');
    await reported('Tamara Veldkuil');
    await writeFile(path, 'an older backup', { mode: 0o644 });
    const { persons } = await backUpKeys(vault, path);
    expect(persons).toBeGreaterThan(0);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('older backup');
    const [master] = await linesOf(keyFile);
    expect(text).not.toContain(master);
  });

  it('with an old copy of the database brings back everybody but who was destroyed meanwhile', async () => {
    const path = join(folder, 'newest-keys');
    const [kept, destroyed] = [await reported('Tamara Veldkuil'), await reported('Geertruida Ommeland')];
    const tables = ['identity', 'guard_mark', 'deposit', 'deposit_key', 'hit'];
    for (const table of tables) await database.query(`create table public.old_${table} as table vault.${table}`);
    await vault.transaction((client) => destroyIdentities(client, [destroyed.caseId]));
    expect((await identity(destroyed)).status).toBe(404);
    await rotate();
    await backUpKeys(vault, path);
    // The database as it was, dumped without the keys (docs/operations/keys.md), and without who was destroyed since.
    for (const table of [...tables, 'person_key', 'destroyed_person'])
      await database.query(`delete from vault.${table}`);
    for (const table of tables.filter((one) => one !== 'deposit_key')) {
      await database.query(`insert into vault.${table} select * from public.old_${table}`);
    }
    expect((await identity(kept)).status).toBe(404);
    const counted = await restoreKeys(vault, path);
    expect(counted).toMatchObject({ destroyed: 1 });
    await expectReadable(kept);
    expect((await identity(destroyed)).status).toBe(404);
    const left = await database.query('select from vault.identity where victim = $1', [destroyed.victim]);
    expect(left).toEqual([]);
    await expectReadable(await reported('Wilhelmina Oosterbaan'));
  });

  it('never writes over a key, and puts none back for who has no identity', async () => {
    const path = join(folder, 'keys-again');
    const [one, other] = [await reported('Tamara Veldkuil'), await reported('Geertruida Ommeland')];
    await backUpKeys(vault, path);
    await database.query('delete from vault.identity where victim = $1', [other.victim]);
    await database.query('delete from vault.person_key where victim = $1', [other.victim]);
    const before = await database.query('select * from vault.person_key order by victim');
    expect(await restoreKeys(vault, path)).toMatchObject({ persons: 0 });
    expect(await database.query('select * from vault.person_key order by victim')).toEqual(before);
    await expectReadable(one);
  });

  it('is refused where the file is something else', async () => {
    await expect(restoreKeys(vault, keyFile)).rejects.toThrow('not a backup of the keys');
  });
});

describe('who was destroyed', () => {
  it('does not come back with what was still in the letterbox', async () => {
    const one = await reported('Tamara Veldkuil');
    await vault.transaction((client) => destroyIdentities(client, [one.caseId]));
    await database.query(
      `insert into vault.deposit (id, case_id, victim, key_id, sealed)
       select gen_random_uuid(), $1, $2, id, 'late' from vault.deposit_key`,
      [one.caseId, one.victim],
    );
    expect((await identity(one)).status).toBe(404);
    const left = await database.query(
      `select from vault.person_key where victim = $1 union all select from vault.deposit where victim = $1`,
      [one.victim],
    );
    expect(left).toEqual([]);
  });
});

describe('a ciphertext that was moved', () => {
  it('to another person does not open, with or without its key', async () => {
    const [one, other] = [await reported('Tamara Veldkuil'), await reported('Geertruida Ommeland')];
    const swap = (table: string, column: string) =>
      database.query(
        `update vault.${table} moved set ${column} = other.${column} from vault.${table} other
         where moved.victim = any ($1) and other.victim = any ($1) and other.victim <> moved.victim`,
        [[one.victim, other.victim]],
      );
    await swap('identity', 'sealed');
    for (const person of [one, other]) {
      const answer = await identity(person);
      expect(answer.status).toBe(500);
      expect(answer.text).not.toMatch(/Veldkuil|Ommeland/);
    }
    await swap('person_key', 'wrapped');
    for (const person of [one, other]) expect((await identity(person)).status).toBe(500);
    await swap('identity', 'sealed');
    await swap('person_key', 'wrapped');
    await expectReadable(one, other);
  });
});

describe('the vault', () => {
  const startWith = async (file: string): Promise<void> => {
    const keeper = await VaultKeeper.open({
      masterKey: { keys: [], file, dataDir: folder },
      logger: createLogger('test', 'silent'),
      shield: { key: new GuardKey(keysOfTests.GUARD_KEY) },
      urlOf: () => database.as('vault'),
      deskUrlOf: () => database.as('vault_desk'),
      watch: () => undefined,
    } as unknown as Platform);
    await keeper.onApplicationShutdown();
  };

  it('does not start with another master key, and says which one it needs', async () => {
    const other = join(folder, 'another-key');
    await writeFile(other, `${newKey()}\n`, { mode: 0o600 });
    await expect(startWith(other)).rejects.toThrow(/The master key [0-9a-f]{16} of the vault is not at hand/);
  });

  it('does not start with a key file that others can read', async () => {
    const open = join(folder, 'open-to-others');
    await writeFile(open, await readFile(keyFile, 'utf8'));
    await chmod(open, 0o644);
    await expect(startWith(open)).rejects.toThrow('open to others');
  });

  it('starts with the keys that it was rotated to', async () => {
    await rotate();
    await startWith(keyFile);
  });
});
