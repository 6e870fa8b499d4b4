import { generateKeyPair, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JWKS } from 'oidc-provider';
import { writeOnce } from '../../embedded/data-directory.js';

const read = async (path: string): Promise<JWKS | undefined> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JWKS;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The keys of the embedded issuer (${path}) can't be read. Remove the file to have new ones made.`, {
      cause: error,
    });
  }
};

const generate = async (): Promise<JWKS> => {
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ format: 'jwk' });
  return { keys: [{ ...key, kid: randomUUID(), alg: 'ES256', use: 'sig' }] };
};

/** The signing keys of the embedded issuer: made at the first start, the same at every next one. */
export const signingKeysOf = async (dataDir: string): Promise<JWKS> => {
  const path = join(dataDir, 'issuer-keys.json');
  const kept = await read(path);
  if (kept) return kept;
  await writeOnce(path, `${JSON.stringify(await generate(), null, 2)}\n`);
  const made = await read(path);
  if (!made) throw new Error(`The keys of the embedded issuer could not be written to ${path}.`);
  return made;
};
