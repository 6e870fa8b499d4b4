import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../libs/platform/persistence/database.js';
import { isTransient } from '../libs/platform/persistence/transient.js';
import { identityAddress } from '../libs/platform/shielding/identities.js';
import { TransitMasterKeys } from '../libs/vault/keys/transit-master-keys.store.js';
import { rewrap } from '../libs/vault/keys/rewrap.store.js';
import { transitServer, type TransitServer } from '../libs/vault/testing/transit-server.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident, victim } from './incident.js';

const key = 'case-chain';
const contact = 'employer_contact@stadsvervoer';

let service: TransitServer;
let database: TestDatabase;
let chain: TestChain;
let masterKeys: TransitMasterKeys;

beforeAll(async () => {
  service = await transitServer(key);
  masterKeys = new TransitMasterKeys({ url: service.url, key, token: service.token });
  database = await freshDatabase();
  chain = await startChain(database, {
    VAULT_MASTER_KEY: '',
    VAULT_KMS_URL: service.url,
    VAULT_KMS_KEY: key,
    VAULT_KMS_TOKEN: service.token,
  });
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('stadsvervoer');
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
  await service.close();
});

describe('a master key that stays in its service', () => {
  it('opens what it closed, and nothing that is about somebody else', async () => {
    const dataKey = randomBytes(32);
    const wrapped = await masterKeys.wrap(dataKey, 'person key one');
    expect(await masterKeys.unwrap(wrapped, 'person key one')).toEqual(dataKey);
    await expect(masterKeys.unwrap(wrapped, 'person key another')).rejects.toMatchObject({ name: 'MasterKeyFailure' });
  });

  it('is told apart by its version', async () => {
    const before = await masterKeys.wrap(randomBytes(32), 'x');
    expect(before.master).toBe(await masterKeys.current());
    service.rotate();
    expect(await masterKeys.current()).not.toBe(before.master);
    expect((await masterKeys.wrap(randomBytes(32), 'x')).master).toBe(await masterKeys.current());
    await expect(masterKeys.unwrap(before, 'x')).resolves.toHaveLength(32);
  });

  it('wraps the keys of the people of a running chain, and after a rotation the old version is not needed', async () => {
    const name = 'Tamara Veldkuil';
    const report = await chain.done(contact, '/v1/incident-reports', incident({ victims: [victim({ name })] }));
    await chain.quiet();
    const path = identityAddress(report.caseId, report.created.v1 ?? '');
    expect((await chain.get(contact, path)).body).toMatchObject({ name });
    service.rotate();
    const vault = await Database.connect({ schema: 'vault', url: database.as('vault') });
    expect(await rewrap(vault, masterKeys)).toBeGreaterThan(1);
    await vault.close();
    service.opensFrom(Number(/\d+$/.exec(await masterKeys.current())?.[0]));
    expect((await chain.get(contact, path)).body).toMatchObject({ name });
  });

  it('that is away, or lets nobody in, is waited for; the token is in no message', async () => {
    const others = [
      new TransitMasterKeys({ url: service.url, key, token: 'another token' }),
      new TransitMasterKeys({ url: 'http://127.0.0.1:1', key, token: service.token }),
    ];
    for (const other of others) {
      const failure = await other.current().catch((error: unknown) => error as Error);
      expect(failure).toMatchObject({ name: 'KeyServiceFailure' });
      expect(isTransient(failure)).toBe(true);
      expect(String(failure)).not.toMatch(/token/);
    }
  });
});
