import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../casework/case-context.js';
import type { Metrics } from '../telemetry/metrics.js';
import { problem, ProblemException } from './problem.js';
import { sendProblem, toProblem } from './problem-filter.js';
import type { Admit } from './rate-limits.js';

export const apiVersion = '1.0.0';

export const headersOfEveryResponse = {
  'API-Version': apiVersion,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
};

/** What may be asked without a token: descriptions of the system, never anything of a case. */
const openPaths = [
  /^\/health\//,
  /^\/metrics$/,
  /^\/docs(\/|$)/,
  /^\/v1\/openapi\.json$/,
  /^\/v1\/problem-types(\/|$)/,
  /^\/v1\/clock$/,
  /^\/\.well-known\//,
];

export type Authenticate = (authorization: string | undefined) => Promise<Person>;

export interface Doorkeeping {
  /** Absent: this door asks nobody, because those behind it do. */
  authenticate?: Authenticate;
  /** Absent: as many as come. */
  admit?: Admit;
}

/** Who is asking and how often, under which request id, and the headers that every response has. */
export function installHooks(fastify: FastifyInstance, { authenticate, admit }: Doorkeeping, metrics: Metrics): void {
  fastify.decorateRequest('person');
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    setHeadersOfEveryResponse(request, reply);
    const path = request.url.split('?')[0] ?? '';
    // Whoever keeps the system alive asks at these from one address for everybody.
    if (path.startsWith('/health/')) return;
    try {
      if (openPaths.some((open) => open.test(path))) await admit?.(request);
      else if (authenticate) await letIn(request, authenticate, admit);
    } catch (error) {
      const { problem: found, headers } = toProblem(error);
      sendProblem(request, reply, found, headers);
      return reply;
    }
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}

async function letIn(request: FastifyRequest, authenticate: Authenticate, admit: Admit | undefined): Promise<void> {
  try {
    request.person = await authenticate(request.headers.authorization);
  } catch (refusal) {
    // Who is not known is counted by the address: too many tries are told so, instead of what is wrong with the token.
    await admit?.(request);
    throw refusal;
  }
  await admit?.(request);
}

export const setHeadersOfEveryResponse = (request: FastifyRequest, reply: FastifyReply): void =>
  void reply.headers(headersOfEveryResponse).header('traceparent', request.id);

const traceparent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

const hex = (identifier: string): string => identifier.replaceAll('-', '');

/** A W3C trace context: the caller's trace where one is given, else a new one. */
export function requestId(request: { headers: Record<string, unknown> }): string {
  const given = request.headers.traceparent;
  const trace = typeof given === 'string' ? traceparent.exec(given)?.[1] : undefined;
  // Node keeps chance in stock for identifiers; asking for bytes goes to the system each time.
  return `00-${trace ?? hex(randomUUID())}-${hex(randomUUID()).slice(16)}-01`;
}

/** Which methods an address has: for an address that exists with another method than was asked. */
export type MethodsAt = (path: string) => string[];

export function watchRoutes(fastify: FastifyInstance): MethodsAt {
  const routes: { matches: RegExp; methods: string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const matches = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}$`);
    routes.push({ matches, methods: [method].flat() });
  });
  return (path) =>
    [...new Set(routes.filter((route) => route.matches.test(path)).flatMap((route) => route.methods))].sort();
}

export const unauthenticated = (detail: string): ProblemException =>
  new ProblemException(problem('unauthenticated', detail), { 'WWW-Authenticate': 'Bearer' });
