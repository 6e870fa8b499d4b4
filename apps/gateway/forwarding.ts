import { Readable } from 'node:stream';
import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { problem } from '../../libs/platform/http/problem.js';
import { sendProblem, toProblem } from '../../libs/platform/http/problem-filter.js';
import { ownerOf } from './owners.js';
import type { Upstreams } from './upstreams.js';

/** Longer than any answer takes; the clock of scenarios waits up to ten seconds for quiet. */
const longestAnswer = 30_000;

/** Connecting failed, so nothing of the request was read by anybody. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Passes everything that the gateway does not serve itself on to its owner, and the answer back as it is. */
export async function installForwarding(fastify: FastifyInstance, upstreams: Upstreams, logger: Logger): Promise<void> {
  await fastify.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const { problem: found, headers } = toProblem(error);
      sendProblem(request, reply, found, headers);
    });
    const lengths = takeBodiesWhole(scope);
    const upstreamOf = new WeakMap<object, string>();
    await scope.register(httpProxy, {
      upstream: '',
      routes: ['/', '/*'],
      proxyPayloads: false,
      internalRewriteLocationHeader: false,
      disableRequestLogging: true,
      undici: { headersTimeout: longestAnswer, bodyTimeout: longestAnswer, connect: { timeout: 5_000 } },
      replyOptions: {
        getUpstream: (request) => {
          const upstream = upstreams.next(ownerOf(request.url));
          upstreamOf.set(request, upstream);
          return upstream;
        },
        rewriteRequestHeaders: ({ id, ip }, headers) => ({
          ...withLength(headers, lengths.get(id)),
          traceparent: id,
          // As we know it, whatever the caller says of it.
          'x-forwarded-for': ip,
        }),
        // Connections are ours with the caller: those with the service are no concern of his.
        rewriteHeaders: ({ connection: _connection, 'keep-alive': _keepAlive, ...headers }) => headers,
        // What a service answers is for the caller, also when it says to come back later.
        retryDelay: () => null,
        onError: (reply, { error }) => {
          const { request } = reply as FastifyReply;
          upstreams.failed(upstreamOf.get(request) ?? '');
          unavailable(request, reply as FastifyReply, error, logger);
        },
      },
    });
  });
}

/**
 * A body is sent on when it is there: one that is too large goes to nobody, and a slow sender occupies nobody.
 * Answers how long the body of each request is.
 */
function takeBodiesWhole(scope: FastifyInstance): Map<string, number> {
  const lengths = new Map<string, number>();
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    lengths.set(request.id, body.length);
    done(null, body.length > 0 ? Readable.from([body]) : undefined);
  });
  scope.addHook('onResponse', (request, _reply, done) => {
    lengths.delete(request.id);
    done();
  });
  return lengths;
}

/** A body that was not taken (of a GET) is not announced either. */
function withLength(headers: Record<string, unknown>, length: number | undefined): Record<string, string | string[]> {
  const { 'content-length': _length, 'transfer-encoding': _encoding, expect: _expect, ...others } = headers;
  return {
    ...(others as Record<string, string | string[]>),
    ...(length === undefined ? {} : { 'content-length': String(length) }),
  };
}

function unavailable(request: FastifyRequest, reply: FastifyReply, error: Error, logger: Logger): void {
  const { code = '' } = (error.cause ?? error) as { code?: string };
  const context = ownerOf(request.url);
  logger.warn({ context, code, request: request.id }, 'a service did not answer');
  const detail = neverSent.has(code)
    ? `The service ${context} cannot be reached; nothing was stored.`
    : `The service ${context} broke off. Whether it was carried out is not known: send it again with the same Idempotency-Key.`;
  sendProblem(request, reply, problem('unavailable', detail), { 'Retry-After': '1' });
}
