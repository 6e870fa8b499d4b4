import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

export const algorithms = ['RS256', 'ES256', 'EdDSA'] as const;
export type Algorithm = (typeof algorithms)[number];

export interface IssuerKey {
  kid: string | undefined;
  algorithm: Algorithm;
  pem: string;
}

type PublishedKey = JsonWebKey & { kid?: string; use?: string; alg?: string; crv?: string };

/** The issuer does not answer, or not as one: nobody's token can be judged, which is no fault of the token. */
export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}

const algorithmOf = (key: KeyObject): Algorithm | undefined => {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= 2048) return 'RS256';
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return 'ES256';
  return key.asymmetricKeyType === 'ed25519' ? 'EdDSA' : undefined;
};

/** Keys that do not fit (symmetric, for encryption, too short) are passed over. */
const keyFrom = (published: PublishedKey): IssuerKey | undefined => {
  if (published.use !== undefined && published.use !== 'sig') return undefined;
  try {
    const key = createPublicKey({ key: published, format: 'jwk' });
    const algorithm = algorithmOf(key);
    if (!algorithm || (published.alg !== undefined && published.alg !== algorithm && published.alg !== 'Ed25519')) {
      return undefined;
    }
    return { kid: published.kid, algorithm, pem: key.export({ format: 'pem', type: 'spki' }).toString() };
  } catch {
    return undefined;
  }
};

const getJson = async (url: string): Promise<Record<string, unknown>> => {
  const answer = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(5000),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null) throw new Error(`${url} did not answer with an object`);
  return body as Record<string, unknown>;
};

/** Asks the issuer where its keys are, and fetches them. */
export const fetchKeys = async (issuer: string): Promise<IssuerKey[]> => {
  try {
    const discovery = await getJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    // OpenID Connect Discovery 4.3: else another issuer could speak for this one.
    if (discovery.issuer !== issuer) throw new Error('its discovery document is of another issuer');
    if (typeof discovery.jwks_uri !== 'string') throw new Error('its discovery document names no keys');
    const { keys } = await getJson(discovery.jwks_uri);
    if (!Array.isArray(keys)) throw new Error('its keys are not a JSON Web Key Set');
    return keys.map((key) => keyFrom(key as PublishedKey)).filter((key) => key !== undefined);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new IssuerUnreachable(`The issuer ${issuer} can't be asked for its keys: ${words}`, { cause: error });
  }
};
