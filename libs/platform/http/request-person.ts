import type { FastifyRequest } from 'fastify';
import type { Asking } from '../access-log/access-entry.js';
import type { Person } from '../casework/case-context.js';
import { ProblemException, problem } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking, once the token is verified. */
    person?: Person;
  }
}

export function personOf(request: FastifyRequest): Person {
  if (!request.person) throw new ProblemException(problem('unauthenticated', 'A bearer token is needed.'));
  return request.person;
}

/** Who asks, and by which request: for the access log. */
export const askingBy = (request: FastifyRequest): Asking & { request: string } => ({
  person: personOf(request),
  request: request.id,
});

const identifier = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The identifier in the address; what is none is of nothing that exists. */
export function identifierIn(params: unknown, name = 'id'): string {
  const value = (params as Record<string, string | undefined>)[name] ?? '';
  if (!identifier.test(value)) throw new ProblemException(problem('not-found', 'There is nothing at this address.'));
  return value;
}

const idempotencyKey = /^[\x21-\x7e]{1,200}$/;

export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && idempotencyKey.test(key)) return key;
  throw new ProblemException(
    problem('malformed', 'Idempotency-Key must be 1 to 200 visible characters without spaces.'),
  );
}

export function versionAskedBy(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  // What is not a version of ours cannot be the current one.
  return version === undefined ? -1 : Number(version);
}
