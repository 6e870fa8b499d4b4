import 'reflect-metadata';
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../telemetry/metrics.js';
import { closeInGoodOrder } from './close-door.js';
import { ProblemFilter, sendProblem, toProblem } from './problem-filter.js';
import { limitRates, type RateLimits } from './rate-limits.js';
import { limitRequestsAtOnce } from './requests-at-once.js';
import { installHooks, requestId, setHeadersOfEveryResponse, watchRoutes, type Authenticate } from './request-hooks.js';
import { answerUnreadable } from './unreadable-request.js';

export interface ServerOptions {
  modules: (Type | DynamicModule)[];
  /** Absent: this door asks nobody, because those behind it do. */
  authenticate?: Authenticate;
  metrics: Metrics;
  logger: Logger;
  /** Absent: as many requests as come. */
  rateLimits?: RateLimits;
  /** More than these at the same moment are turned away; absent: as many as come. */
  requestsAtOnce?: number;
  /** Addresses and networks of which X-Forwarded-For is believed; absent: of nobody. */
  trustedProxies?: readonly string[];
  patience?: Patience;
}

/** For how long a request may take to come in, in milliseconds: a slow sender must not keep a place for ever. */
export interface Patience {
  headers: number;
  /** The headers and the body. */
  request: number;
  /** On a connection that says and hears nothing. */
  silence: number;
  /** How often is looked. */
  look: number;
}

export const patience: Patience = { headers: 10_000, request: 30_000, silence: 60_000, look: 5_000 };

export const largestBody = 1024 * 1024;
/** The longest token, and room for what else clients say. */
export const largestHeaders = 16 * 1024;

/** The HTTP edge: one Fastify server under Nest, with the same manners at every door. */
export async function createServer(options: ServerOptions): Promise<NestFastifyApplication> {
  const { headers, request, silence, look } = options.patience ?? patience;
  const adapter = new FastifyAdapter({
    bodyLimit: largestBody,
    requestTimeout: request,
    connectionTimeout: silence,
    http: { maxHeaderSize: largestHeaders, headersTimeout: headers, connectionsCheckingInterval: look },
    clientErrorHandler: answerUnreadable,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    genReqId: requestId,
    forceCloseConnections: 'idle',
    // While stopping, what still comes in over an open connection is answered as ever, and the connection closed.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 100 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      // An address that cannot be read comes by no hook.
      setHeadersOfEveryResponse(request, reply);
      sendProblem(request, reply, toProblem(error).problem);
    },
  });
  const fastify = adapter.getInstance();
  const admit = options.rateLimits && (await limitRates(fastify, options.rateLimits));
  if (options.requestsAtOnce !== undefined) limitRequestsAtOnce(fastify, options.requestsAtOnce);
  installHooks(fastify, { authenticate: options.authenticate, admit }, options.metrics);
  const methodsAt = watchRoutes(fastify);
  closeInGoodOrder(fastify);
  const root = rootModule(options.modules);
  // JSON only, read by Fastify itself: Nest would take forms as well.
  fastify.removeContentTypeParser('text/plain');
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalFilters(new ProblemFilter(options.logger, methodsAt));
  return app;
}

const rootModule = (imports: (Type | DynamicModule)[]): DynamicModule => ({ module: ChainModule, imports });

class ChainModule {}
