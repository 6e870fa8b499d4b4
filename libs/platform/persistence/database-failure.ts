import { databaseRole } from './roles.js';

/** The database that was given can't be used as things are: the message says what is wrong and what to do. */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure';
}

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH']);

/** 57P03: it is starting up, or shutting down. pg's own words have no code. */
export const isAbsent = (error: unknown): boolean =>
  unreachable.has(codeOf(error)) ||
  codeOf(error) === '57P03' ||
  (error instanceof Error && /^(timeout expired|Connection terminated.*)$/.test(error.message));

/** Says in words for people why the database of DATABASE_URL can't be used; anything else is passed on as it is. */
export function explainDatabase(error: unknown, databaseUrl: string): unknown {
  const { hostname, port, username, pathname } = new URL(databaseUrl);
  const place = `${hostname}:${port || '5432'}`;
  const code = codeOf(error);
  const words = unreachable.has(code)
    ? `No database answers at ${place} (${code}). Start it, or set DATABASE_URL to where it is.`
    : wordsOf(code, error, place, decodeURIComponent(username), pathname.slice(1));
  return words === undefined ? error : new DatabaseFailure(words, { cause: error });
}

function wordsOf(code: string, error: unknown, place: string, user: string, database: string): string | undefined {
  if (code === '3D000')
    return `There is no database ${database} at ${place}. Create it, or set DATABASE_URL to another one.`;
  if (code === '42501') {
    return `The role ${user} of DATABASE_URL may not change the structure of the database: it must own it and be allowed to create roles (${(error as Error).message}).`;
  }
  if (code === '53300') return `The database at ${place} has no connection left for us. Raise its max_connections.`;
  if (code !== '28P01' && code !== '28000') return undefined;
  return (error as Error).message.includes(databaseRole('access').slice(0, 'chain_'.length))
    ? `The roles of this database were made with another secret. Set DATABASE_ROLE_SECRET, or DATA_DIR, to what it was then.`
    : `The database at ${place} does not let ${user || 'us'} in. Set the right user and password in DATABASE_URL.`;
}

/** Attempts at several addresses of one host come as one error that holds theirs. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
