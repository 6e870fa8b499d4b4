import { types } from 'node:util';

/** Failures of the moment (a lost connection, a deadlock, a server that stops): the same work can be tried again. */
const transientStates = /^(08|40|53|57|58)|^25006$|^55P03$/;
const transientSystemErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EAI_AGAIN']);

export function isTransient(error: unknown): boolean {
  // Not `instanceof`: what Node itself throws is of another realm where this runs in one of its own.
  if (!types.isNativeError(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (transientStates.test(code) || transientSystemErrors.has(code)) return true;
  if (/terminated|Connection ended|timeout exceeded when trying to connect|not queryable/i.test(error.message)) {
    return true;
  }
  if ('driverError' in error && error.driverError !== error) return isTransient(error.driverError);
  return 'errors' in error && Array.isArray(error.errors) && error.errors.some(isTransient);
}

/** The constraint that a write ran into, if it was one. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return undefined;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
}
