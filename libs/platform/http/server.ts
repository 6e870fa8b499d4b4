import 'reflect-metadata';
import rateLimit from '@fastify/rate-limit';
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../telemetry/metrics.js';
import { closeInGoodOrder } from './close-door.js';
import { ProblemFilter, sendProblem, toProblem } from './problem-filter.js';
import { installHooks, requestId, setHeadersOfEveryResponse, watchRoutes, type Authenticate } from './request-hooks.js';

export interface ServerOptions {
  modules: (Type | DynamicModule)[];
  /** Absent: this door asks nobody, because those behind it do. */
  authenticate?: Authenticate;
  metrics: Metrics;
  logger: Logger;
  /** Requests per person and minute; absent: as many as come. */
  rateLimit?: number;
}

export const largestBody = 1024 * 1024;

/** The HTTP edge: one Fastify server under Nest, with the same manners at every door. */
export async function createServer(options: ServerOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: largestBody,
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
  installHooks(fastify, options.authenticate, options.metrics);
  const methodsAt = watchRoutes(fastify);
  closeInGoodOrder(fastify);
  if (options.rateLimit !== undefined) await limitRate(fastify, options.rateLimit);
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

async function limitRate(fastify: FastifyInstance, max: number): Promise<void> {
  await fastify.register(
    rateLimit as never,
    {
      max,
      timeWindow: 60_000,
      hook: 'preHandler',
      keyGenerator: (request: { person?: { id: string }; ip: string }) => request.person?.id ?? request.ip,
      errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
    } as never,
  );
}

const rootModule = (imports: (Type | DynamicModule)[]): DynamicModule => ({ module: ChainModule, imports });

class ChainModule {}
