import type { Platform } from '../../libs/platform/hosting/platform.js';
import type { Database } from '../../libs/platform/persistence/database.js';
import { IdentityStore } from '../../libs/vault/identity.store.js';
import { DepositPrivateKeys } from '../../libs/vault/keys/deposit-key.js';
import { masterKeyChange, openMasterKeys } from '../../libs/vault/keys/open-master-keys.js';
import type { Keys } from '../../libs/vault/keys/rotation.store.js';

/** The keys of the vault as its tools have them: the same as the vault's own. */
export async function openKeys(
  platform: Pick<Platform, 'masterKey' | 'logger'> & { shield: Pick<Platform['shield'], 'key'> },
): Promise<Keys> {
  const masterKeys = await openMasterKeys(platform.masterKey, platform.logger);
  const depositKeys = new DepositPrivateKeys(masterKeys);
  return {
    masterKeys,
    depositKeys,
    identities: new IdentityStore(masterKeys, depositKeys),
    guardKey: platform.shield.key,
    change: masterKeyChange(platform.masterKey),
  };
}

export interface KeyStatus {
  current: string;
  /** Under each master key, how many keys of people and deposit keys are wrapped. */
  wrappedWith: { master: string; persons: number; depositKeys: number }[];
  inLetterbox: number;
  undecidedTexts: number;
  destroyed: number;
}

export async function keyStatus(database: Database, keys: Keys): Promise<KeyStatus> {
  const wrappedWith = await database.query<KeyStatus['wrappedWith'][number]>({
    text: `select master, sum(persons)::int as persons, sum(deposit_keys)::int as "depositKeys" from (
             select master, count(*) as persons, 0 as deposit_keys from vault.person_key group by master
             union all select master, 0, count(*) from vault.deposit_key group by master) kept
           group by master order by master`,
  });
  const [counts] = await database.query<Omit<KeyStatus, 'current' | 'wrappedWith'>>({
    text: `select (select count(*) from vault.deposit) as "inLetterbox",
                  (select count(*) from vault.hit where decided is null) as "undecidedTexts",
                  (select count(*) from vault.destroyed_person) as destroyed`,
  });
  if (!counts) throw new Error('counts make one row');
  return { current: await keys.masterKeys.current(), wrappedWith, ...counts };
}
