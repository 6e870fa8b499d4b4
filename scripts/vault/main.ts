import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../libs/platform/persistence/database.js';
import { backUpKeys, restoreKeys } from '../../libs/vault/keys/key-backup.store.js';
import { MasterKeyFailure } from '../../libs/vault/keys/master-keys.js';
import { Rotation, type Keys } from '../../libs/vault/keys/rotation.store.js';
import { asTool, ToolFailure } from '../running-system.js';
import { keyStatus, openKeys } from './keys.js';

/** The keys of the vault; see docs/operations/keys.md. */
const usage = `npm run vault -- status             tells with which master keys is wrapped
npm run vault -- rotate             changes the master key and the deposit key; the system may run
npm run vault -- backup-keys FILE   writes the wrapped keys; only the newest such file may be kept
npm run vault -- restore-keys FILE  puts keys back for those who have an identity`;

async function rotate(database: Database, keys: Keys): Promise<void> {
  const tell = (step: string): void => {
    console.log(`${step} …`);
  };
  const rotated = await new Rotation(database, keys, tell, (ms) => pause(ms)).run();
  const { wrapped, sealed, opened, oldKeysGone } = rotated;
  console.log(
    `${String(wrapped)} keys wrapped anew, ${String(sealed)} texts sealed anew, the letterbox of ${String(opened)} cases emptied.`,
  );
  console.log(
    oldKeysGone
      ? 'The old master keys are gone from the key file. Back it up, and the keys (backup-keys).'
      : 'The old master keys can be taken out of where they are set, once every process of the vault has the new one.',
  );
}

async function status(database: Database, keys: Keys): Promise<void> {
  const { current, wrappedWith, inLetterbox, undecidedTexts, destroyed } = await keyStatus(database, keys);
  for (const { master, persons, depositKeys } of wrappedWith) {
    const which = master === current ? 'current' : 'old: rotate';
    console.log(`${master} (${which}): ${String(persons)} people, ${String(depositKeys)} deposit keys`);
  }
  console.log(
    `${String(inLetterbox)} in the letterbox, ${String(undecidedTexts)} texts undecided, ${String(destroyed)} people destroyed.`,
  );
}

async function withFile(command: string, database: Database, path: string): Promise<void> {
  if (command === 'backup-keys') {
    const { persons, destroyed } = await backUpKeys(database, path);
    console.log(`${String(persons)} keys and ${String(destroyed)} destroyed people in ${path}. Keep no older one.`);
  } else {
    const { persons, destroyed } = await restoreKeys(database, path);
    console.log(`${String(persons)} keys put back, ${String(destroyed)} people destroyed again.`);
  }
}

const [command = '', path, ...others] = process.argv.slice(2);
const needsFile = command === 'backup-keys' || command === 'restore-keys';

await asTool(async (system) => {
  const known = needsFile || command === 'rotate' || command === 'status';
  if (!known || others.length > 0 || needsFile !== (path !== undefined)) throw new ToolFailure(usage);
  const database = await system.connect('vault');
  try {
    if (path !== undefined) await withFile(command, database, path);
    else await (command === 'rotate' ? rotate : status)(database, await openKeys(system.platform));
  } catch (error) {
    if (error instanceof MasterKeyFailure) throw new ToolFailure(error.message, { cause: error });
    throw error;
  } finally {
    await database.close();
  }
});
