import type { Database } from '../persistence/database.js';
import { DepositKeys } from './deposit-keys.js';
import { GuardKey } from './guard-key.js';
import { LeakGuard } from './leak-guard.js';

/** What every context needs to keep identities out of its hands: the way into the vault, and the leak guard. */
export interface Shield {
  key: GuardKey;
  depositKeys: DepositKeys;
  guard: LeakGuard;
}

export function createShield(secret: string, database: Database): Shield {
  const key = new GuardKey(secret);
  return { key, depositKeys: new DepositKeys(database, key), guard: new LeakGuard(key) };
}
