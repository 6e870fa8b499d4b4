/** Failures of the moment (a lost connection, a deadlock, a server that stops): the same work can be tried again. */
const transientStates = /^(08|40|53|57|58)|^25006$|^55P03$/;
const transientSystemErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EAI_AGAIN']);

export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (transientStates.test(code) || transientSystemErrors.has(code)) return true;
  if (/terminated|Connection ended|timeout exceeded when trying to connect|not queryable/i.test(error.message)) {
    return true;
  }
  if ('driverError' in error && error.driverError !== error) return isTransient(error.driverError);
  return error instanceof AggregateError && error.errors.some(isTransient);
}

/** The constraint that a write ran into, if it was one. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return undefined;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
}
