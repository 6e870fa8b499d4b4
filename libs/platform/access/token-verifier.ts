import { hash } from 'node:crypto';
import { createDecoder, createVerifier } from 'fast-jwt';
import { LRUCache } from 'lru-cache';
import { type Role, roles } from '../../contract/index.js';
import { type Algorithm, algorithms, type IssuerKey } from './issuer-keys.js';
import { createKeyRing } from './key-ring.js';
import { fault, faultFrom, type TokenFault } from './token-fault.js';

export { IssuerUnreachable } from './issuer-keys.js';
export type { TokenFault } from './token-fault.js';

export interface VerifiedToken {
  sub: string;
  org: string;
  roles: readonly Role[];
  designatedForHalt: boolean;
  /** Seconds since 1970, as the issuer said; the clock skew comes on top. */
  expiresAt: number;
}

export interface TokenVerifier {
  /** Throws IssuerUnreachable when the issuer can't be asked for its keys. */
  verify(token: string): Promise<VerifiedToken | TokenFault>;
}

export const isTokenFault = (outcome: VerifiedToken | TokenFault): outcome is TokenFault => 'reason' in outcome;

const longest = 8 * 1024;
const clockSkewMs = 30_000;
/** RFC 9068 says at+jwt; Keycloak and others write JWT, or nothing. Tokens for other uses say so here. */
const types: readonly unknown[] = ['at+jwt', 'application/at+jwt', 'jwt', undefined];

interface Decoded {
  header: { alg?: unknown; kid?: unknown; typ?: unknown };
  payload: Record<string, unknown>;
}

type Check = (token: string) => Record<string, unknown>;

interface VerifierOptions {
  issuer: string;
  audience: string;
  atMostOncePerMs?: number;
  freshForMs?: number;
}

export const createTokenVerifier = (options: VerifierOptions): TokenVerifier => {
  // Known by their digest, so that no token lies about in memory.
  const verified = new LRUCache<string, VerifiedToken>({ max: 20_000 });
  const judge = createJudge(options, () => verified.clear());
  return {
    verify: async (token) => {
      const unread = faultOfForm(token);
      if (unread) return unread;
      const digest = hash('sha256', token, 'base64');
      const known = verified.get(digest);
      if (known && Date.now() <= known.expiresAt * 1000 + clockSkewMs) return known;
      const outcome = await judge(token);
      if (!isTokenFault(outcome)) verified.set(digest, outcome);
      return outcome;
    },
  };
};

type Judge = (token: string) => Promise<VerifiedToken | TokenFault>;

/** Looks at a token that was not seen before; `onWithdrawn`: a key that tokens were verified with is no more. */
const createJudge = (options: VerifierOptions, onWithdrawn: () => void): Judge => {
  const checkOf = createChecks(options);
  const ring = createKeyRing({
    issuer: options.issuer,
    atMostOncePerMs: options.atMostOncePerMs ?? 10_000,
    freshForMs: options.freshForMs ?? 600_000,
    onWithdrawn,
  });
  const decode = createDecoder({ complete: true }) as (token: string) => Decoded;
  return async (token) => {
    try {
      const { header, payload } = decode(token);
      const wrong = faultOfHeader(header) ?? faultOfAddress(payload, options.issuer, options.audience);
      if (wrong) return wrong;
      const kid = typeof header.kid === 'string' ? header.kid : undefined;
      const keys = await ring.keysFor(kid, header.alg as Algorithm);
      if (keys.length === 0)
        return fault('bad-signature', 'The token is signed with a key that the issuer does not have.');
      return personFrom(firstThatFits(keys.map(checkOf), token));
    } catch (error) {
      return faultFrom(error);
    }
  };
};

/** What can be said of a token without reading it. */
const faultOfForm = (token: unknown): TokenFault | undefined => {
  if (typeof token !== 'string' || token === '') return fault('malformed', 'There is no token.');
  return token.length > longest ? fault('malformed', 'The token is longer than 8 KiB.') : undefined;
};

/** One check per key, made when the first token of that key comes in. */
const createChecks = (options: { issuer: string; audience: string }): ((key: IssuerKey) => Check) => {
  const checks = new WeakMap<IssuerKey, Check>();
  return (key) => {
    const known = checks.get(key);
    if (known) return known;
    const check = createVerifier({
      key: key.pem,
      algorithms: [key.algorithm],
      allowedIss: options.issuer,
      allowedAud: options.audience,
      clockTolerance: clockSkewMs,
      requiredClaims: ['iss', 'aud', 'exp'],
    }) as Check;
    checks.set(key, check);
    return check;
  };
};

const faultOfHeader = ({ alg, typ }: Decoded['header']): TokenFault | undefined => {
  if (!(algorithms as readonly unknown[]).includes(alg)) {
    return fault('unsupported-algorithm', `The token is not signed with one of ${algorithms.join(', ')}.`);
  }
  const type = typeof typ === 'string' ? typ.toLowerCase() : typ;
  return types.includes(type) ? undefined : fault('malformed', 'The token is not an access token.');
};

/** Before the signature, so that tokens of others never make us ask our issuer for keys. */
const faultOfAddress = ({ iss, aud }: Decoded['payload'], issuer: string, audience: string): TokenFault | undefined => {
  if (iss === undefined) return fault('missing-claim', 'The token misses the claim iss.');
  if (iss !== issuer) return fault('wrong-issuer', 'The token is of another issuer.');
  if (aud === undefined) return fault('missing-claim', 'The token misses the claim aud.');
  const meant = Array.isArray(aud) ? aud.includes(audience) : aud === audience;
  return meant ? undefined : fault('wrong-audience', 'The token is meant for another audience.');
};

/** Without a kid any key of the issuer may have signed it. */
const firstThatFits = (checks: readonly Check[], token: string): Record<string, unknown> => {
  let failure: unknown = new Error('no key to check with');
  for (const check of checks) {
    try {
      return check(token);
    } catch (error) {
      failure = error;
      if (faultFrom(error).reason !== 'bad-signature') break;
    }
  }
  throw failure;
};

const personFrom = (claims: Record<string, unknown>): VerifiedToken | TokenFault => {
  const { sub, org, exp } = claims;
  if (typeof sub !== 'string' || sub === '') return fault('missing-claim', 'The token misses the claim sub.');
  if (!/^[A-Za-z0-9_.:@#|-]{1,100}$/.test(sub)) return fault('malformed', 'The claim sub is not a usable identifier.');
  if (typeof org !== 'string' || org === '') return fault('missing-claim', 'The token misses the claim org.');
  if (!/^[A-Za-z0-9_.:-]{1,60}$/.test(org)) return fault('malformed', 'The claim org is not a usable code.');
  const held = Array.isArray(claims.roles) ? claims.roles : [];
  const known = roles.filter((role) => held.includes(role));
  if (known.length === 0) return fault('missing-claim', 'The token has no role that is known here (claim roles).');
  return {
    sub,
    org,
    roles: known,
    designatedForHalt: claims.designated_for_halt === true,
    expiresAt: exp as number,
  };
};
