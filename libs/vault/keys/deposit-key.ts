import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { v7 } from 'uuid';
import type { Client } from '../../platform/persistence/database.js';
import { attestation } from '../../platform/shielding/deposit-keys.js';
import type { GuardKey } from '../../platform/shielding/guard-key.js';
import { rawPublicKey } from '../../platform/shielding/sealing.js';
import type { MasterKeys } from './master-keys.js';

const makingLock = 762_014_229;

export const aboutKey = (id: string): string => `deposit key ${id}`;

/** Whoever wraps holds this together with others until the commit; who changes the master key waits for them. */
const wrappingLock = 762_014_230;

export const beforeWrapping = (client: Client): Promise<unknown> =>
  client.query({ name: 'vault-wrapping', text: 'select pg_advisory_xact_lock_shared($1)', values: [wrappingLock] });

/** From here to the commit nobody wraps, and what was wrapped before is stored. */
export const whileNobodyWraps = (client: Client): Promise<unknown> =>
  client.query({ text: 'select pg_advisory_xact_lock($1)', values: [wrappingLock] });

/** Makes a key pair with which others seal for the vault. */
export async function makeDepositKey(client: Client, masterKeys: MasterKeys, guardKey: GuardKey): Promise<string> {
  const id = v7();
  await beforeWrapping(client);
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const raw = rawPublicKey(publicKey);
  const { wrapped, master } = await masterKeys.wrap(privateKey.export({ type: 'pkcs8', format: 'der' }), aboutKey(id));
  await client.query({
    text: `insert into vault.deposit_key (id, public_key, attested, wrapped_private, master) values ($1, $2, $3, $4, $5)`,
    values: [id, raw, guardKey.fingerprintOf(attestation(id, raw)), wrapped, master],
  });
  return id;
}

/** There is always one: of processes that start together one makes it. Fails where the newest does not open. */
export async function ensureDepositKey(client: Client, masterKeys: MasterKeys, guardKey: GuardKey): Promise<void> {
  await client.query({ text: 'select pg_advisory_xact_lock($1)', values: [makingLock] });
  const { rows } = await client.query<{ id: string }>('select id from vault.deposit_key order by made_at desc limit 1');
  const [newest] = rows;
  if (newest) await new DepositPrivateKeys(masterKeys).get(client, newest.id);
  else await makeDepositKey(client, masterKeys, guardKey);
}

/** The private halves, as the vault opens them; kept in memory once opened. */
export class DepositPrivateKeys {
  private readonly opened = new Map<string, KeyObject>();

  constructor(private readonly masterKeys: MasterKeys) {}

  async get(client: Client, id: string): Promise<KeyObject> {
    const known = this.opened.get(id);
    if (known) return known;
    const { rows } = await client.query<{ wrapped_private: Buffer; master: string }>({
      text: 'select wrapped_private, master from vault.deposit_key where id = $1',
      values: [id],
    });
    const [row] = rows;
    if (!row) throw new Error('a deposit was sealed with a key that the vault does not have');
    const der = await this.masterKeys.unwrap({ wrapped: row.wrapped_private, master: row.master }, aboutKey(id));
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    this.opened.set(id, key);
    return key;
  }
}
