import type { FieldFault } from './validate-body.js';

/** RFC 9457, with the field errors that the API rules ask for. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  errors?: FieldFault[];
  /** Where the state does not allow the command: the state, and what it does allow. */
  state?: string | null;
  allowed?: string[];
}

/** Every type of problem that the API answers with, with its status and meaning. */
export const problemTypes = {
  malformed: {
    status: 400,
    title: 'The request cannot be read',
    about: 'The body is not JSON, or a parameter is not of its form.',
  },
  unauthenticated: {
    status: 401,
    title: 'No valid token',
    about: 'The bearer token is missing, expired, not of our issuer, not for this API, or not well signed.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    about: 'You know of this, but your role or your own earlier part in it does not allow what you asked.',
  },
  'not-found': { status: 404, title: 'Not found', about: 'It does not exist, or it is not yours to know of.' },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    about: 'The header Allow says which methods this address has.',
  },
  conflict: {
    status: 409,
    title: 'The state does not allow this',
    about: 'The members state and allowed say how it stands and what can be done.',
  },
  stale: {
    status: 412,
    title: 'Changed since you read it',
    about: 'The version in If-Match is not the current one: read it again.',
  },
  'too-large': { status: 413, title: 'The body is too large', about: 'A body has at most one mebibyte.' },
  'unsupported-media-type': { status: 415, title: 'Not JSON', about: 'Send application/json.' },
  invalid: {
    status: 422,
    title: 'A field is not right',
    about: 'The member errors says for each field where it is and what is wrong with it.',
  },
  'key-reused': {
    status: 422,
    title: 'Idempotency key used for something else',
    about: 'The same Idempotency-Key came before with another body or address.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    about: 'The header Retry-After says when to try again.',
  },
  internal: {
    status: 500,
    title: 'Something is wrong on our side',
    about: 'It was logged under the request id in traceparent.',
  },
  unavailable: {
    status: 503,
    title: 'Not available at the moment',
    about: 'The header Retry-After says when to try again; nothing was stored.',
  },
} as const;

export type ProblemType = keyof typeof problemTypes;

export const problemTypePath = '/v1/problem-types';

export function problem(type: ProblemType, detail: string, more: Partial<Problem> = {}): Problem {
  const { status, title } = problemTypes[type];
  return { type: `${problemTypePath}/${type}`, title, status, detail, ...more };
}

/** Thrown at the HTTP edge only: inside, refusals are values. */
export class ProblemException extends Error {
  constructor(
    readonly problem: Problem,
    readonly headers: Record<string, string> = {},
  ) {
    super(problem.title);
  }
}

export const unavailable = (detail: string, seconds: number): ProblemException =>
  new ProblemException(problem('unavailable', detail), { 'Retry-After': String(seconds) });

export const tooManyRequests = (detail: string, seconds: number): ProblemException =>
  new ProblemException(problem('too-many-requests', detail), {
    'Retry-After': String(Math.max(1, Math.ceil(seconds))),
  });
