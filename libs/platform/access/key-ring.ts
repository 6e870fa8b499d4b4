import { type Algorithm, fetchKeys, type IssuerKey, IssuerUnreachable } from './issuer-keys.js';

export interface KeyRing {
  /** The keys that may have signed a token with this header. */
  keysFor(kid: string | undefined, algorithm: Algorithm): Promise<readonly IssuerKey[]>;
}

export interface KeyRingOptions {
  issuer: string;
  /** Whoever sends tokens with unknown keys must not make us ask the issuer each time. */
  atMostOncePerMs: number;
  /** A key that the issuer withdraws is forgotten within this time. */
  freshForMs: number;
  onWithdrawn(): void;
}

/** Keeps the keys of the issuer, and asks for them again when a token names one that is new. */
export const createKeyRing = (options: KeyRingOptions): KeyRing => {
  let keys: readonly IssuerKey[] | undefined;
  let askedAt = -Infinity;
  let failure: unknown;
  let asking: Promise<void> | undefined;

  const renew = async (): Promise<void> => {
    askedAt = performance.now();
    try {
      const fetched = await fetchKeys(options.issuer);
      const withdrawn = keys?.some((key) => !fetched.some(({ pem }) => pem === key.pem));
      keys = fetched;
      failure = undefined;
      if (withdrawn) options.onWithdrawn();
    } catch (error) {
      failure = error;
    }
  };
  // An issuer that did not answer may be about to: both may have been started together.
  const patience = (): number => Math.min(options.atMostOncePerMs, failure === undefined ? Infinity : 1000);
  const mayAsk = (): boolean => performance.now() - askedAt >= patience();
  const ask = (): Promise<void> => (asking ??= renew().finally(() => (asking = undefined)));

  return {
    keysFor: async (kid, algorithm) => {
      const fitting = (): readonly IssuerKey[] =>
        (keys ?? []).filter((key) => key.algorithm === algorithm && (kid === undefined || key.kid === kid));
      if (asking && fitting().length === 0) await asking;
      if (fitting().length === 0 && mayAsk()) await ask();
      else if (performance.now() - askedAt > options.freshForMs) void ask();
      if (fitting().length === 0 && failure !== undefined) {
        throw failure instanceof IssuerUnreachable ? failure : new IssuerUnreachable('The issuer has no keys');
      }
      return fitting();
    },
  };
};
