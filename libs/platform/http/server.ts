import 'reflect-metadata';
import rateLimit from '@fastify/rate-limit';
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../telemetry/metrics.js';

import { ProblemFilter, sendProblem, toProblem } from './problem-filter.js';
import { installHooks, watchRoutes, requestId, type Authenticate } from './request-hooks.js';

export interface ServerOptions {
  modules: (Type | DynamicModule)[];
  authenticate: Authenticate;
  metrics: Metrics;
  logger: Logger;
  /** Requests per person and minute. */
  rateLimit: number;
}

const largestBody = 1024 * 1024;

/** The HTTP edge: one Fastify server under Nest, with the same manners at every door. */
export async function createServer(options: ServerOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: largestBody,
    genReqId: requestId,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 100 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(request, reply, toProblem(error).problem);
    },
  });
  const fastify = adapter.getInstance();
  installHooks(fastify, options.authenticate, options.metrics);
  const methodsAt = watchRoutes(fastify);
  await fastify.register(
    rateLimit as never,
    {
      max: options.rateLimit,
      timeWindow: 60_000,
      hook: 'preHandler',
      keyGenerator: (request: { person?: { id: string }; ip: string }) => request.person?.id ?? request.ip,
      errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
    } as never,
  );
  const root = rootModule(options.modules);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: false, abortOnError: false });
  app.useGlobalFilters(new ProblemFilter(options.logger, methodsAt));
  return app;
}

const rootModule = (imports: (Type | DynamicModule)[]): DynamicModule => ({ module: ChainModule, imports });

class ChainModule {}
