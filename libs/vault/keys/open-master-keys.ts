import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Platform } from '../../platform/hosting/platform.js';
import { ensureKeyFile, keysIn, newKey, writeKeys } from './key-file.js';
import { LocalMasterKeys, type MasterKeys } from './master-keys.js';
import { TransitMasterKeys } from './transit-master-keys.store.js';

export const keyFileOf = ({ file, dataDir }: Platform['masterKey']): string =>
  file ?? join(dataDir, 'vault-master-key');

/** The master keys as configured: of a key service, the environment, a key file, or else one made at the first start. */
export async function openMasterKeys(settings: Platform['masterKey'], logger: Logger): Promise<MasterKeys> {
  if (settings.keyService) return new TransitMasterKeys(settings.keyService);
  if (settings.keys.length > 0) {
    const keys = settings.keys.map((key) => Buffer.from(key, 'base64'));
    return new LocalMasterKeys(() => Promise.resolve(keys));
  }
  const path = keyFileOf(settings);
  if (settings.file === undefined && (await ensureKeyFile(path))) {
    logger.warn({ path }, 'made a master key for the vault: without this file nobody can read the names any more');
  }
  return new LocalMasterKeys(() => keysIn(path));
}

/** How the master key is changed where it is kept. */
export interface MasterKeyChange {
  /** Puts a new key on top, unless a change that was begun before is not ended yet. */
  begin(): Promise<void>;
  /** Takes away all but the newest; false where that is for whoever set them. */
  end(): Promise<boolean>;
}

export function masterKeyChange(settings: Platform['masterKey']): MasterKeyChange {
  const isElsewhere = settings.keyService !== undefined || settings.keys.length > 0;
  if (isElsewhere) return { begin: () => Promise.resolve(), end: () => Promise.resolve(false) };
  const path = keyFileOf(settings);
  return {
    async begin() {
      const keys = await keysIn(path);
      if (keys.length === 1) await writeKeys(path, [Buffer.from(newKey(), 'base64'), ...keys]);
    },
    async end() {
      await writeKeys(path, (await keysIn(path)).slice(0, 1));
      return true;
    },
  };
}
