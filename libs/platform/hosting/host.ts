import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { ContextName } from '../../contract/index.js';
import { authenticator } from '../access/authenticate.js';
import { Directory } from '../access/directory.js';
import { OrganisationsController, accessDatabaseToken } from '../access/organisations.controller.js';
import { createTokenVerifier } from '../access/token-verifier.js';
import { ScenarioClock, systemClock } from '../clock/clock.js';
import { ScenarioClockController, clockDatabaseToken } from '../clock/scenario-clock.controller.js';
import { anchoringOf, type Configuration } from '../configuration/index.js';
import { installDocumentationPage } from '../documentation/documentation-page.js';
import { DescriptionController, descriptionToken } from '../http/description.controller.js';
import { listen } from '../http/listen.js';
import { createServer } from '../http/server.js';
import { Intake } from '../messaging/intake.js';
import { openPost, type Post, type PostBackend } from '../messaging/post.js';
import { Database } from '../persistence/database.js';
import { deskOf, urlAs } from '../persistence/roles.js';
import { Backlog } from '../telemetry/backlog.js';
import {
  HealthController,
  backlogToken,
  dependenciesToken,
  metricsToken,
  type Dependencies,
} from '../telemetry/health.controller.js';
import { Measuring } from '../telemetry/measuring.js';
import { Metrics } from '../telemetry/metrics.js';
import type { Foundation } from './infrastructure.js';
import { platformToken, type Platform } from './platform.js';

export interface HostOptions {
  configuration: Configuration;
  foundation: Foundation;
  issuerUrl: string;
  logger: Logger;
  modules: (Type | DynamicModule)[];
  openapi: (configuration: Configuration) => object;
  /** Whether this process also serves what belongs to no agency: the organisations, and the clock of scenarios. */
  common: boolean;
}

export interface Host {
  url: string;
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/** Hosts the contexts of these modules in this process and listens. */
export async function host(options: HostOptions): Promise<Host> {
  const { configuration, foundation } = options;
  const operations = openOperations(options);
  const { post, measuring } = operations;
  const platform = createPlatform(options, operations);
  const clockDatabase =
    configuration.clock === 'scenario' && options.common
      ? await Database.connect({ schema: 'access', url: pastTheWalls(foundation.sessionUrl), poolSize: 4 })
      : undefined;
  const app = await serve(options, platform, operations, clockDatabase);
  measuring.start();
  return {
    url: await app.getUrl(),
    app,
    async close() {
      await measuring.stop();
      await app.close();
      await post.close();
      await clockDatabase?.close();
    },
  };
}

/** What moves the letters, and what is known of how they move. */
interface Operations {
  metrics: Metrics;
  post: Post;
  backlog: Backlog;
  measuring: Measuring;
}

function openOperations({ configuration, foundation, logger }: HostOptions): Operations {
  const metrics = new Metrics();
  const backlog = new Backlog(metrics.registry);
  const post = openPost(queueOf(configuration, foundation), reporterFor(logger, metrics)('casefile'));
  const measuring = new Measuring(backlog, configuration.measureEveryMs, (error, context) => {
    logger.warn({ err: error, context }, 'what waits could not be measured and will be tried again');
  });
  return { metrics, post, backlog, measuring };
}

function queueOf({ redisUrl, redisCluster }: Configuration, { sessionUrl, secret }: Foundation): PostBackend {
  if (redisCluster.length > 0) return { redisCluster };
  return redisUrl === undefined ? { queueDatabaseUrl: urlAs(sessionUrl, 'queue', secret) } : { redisUrl };
}

async function serve(
  options: HostOptions,
  platform: Platform,
  operations: Operations,
  clockDatabase: Database | undefined,
): Promise<NestFastifyApplication> {
  const { configuration, logger, issuerUrl } = options;
  const verifier = createTokenVerifier({ issuer: issuerUrl, audience: configuration.audience });
  const app = await createServer({
    modules: [platformModule(platform), commonModule(options, operations, clockDatabase), ...options.modules],
    authenticate: authenticator(verifier, platform.directory),
    metrics: operations.metrics,
    logger,
    rateLimits: configuration.rateLimits,
    requestsAtOnce: configuration.requestsAtOnce,
    trustedProxies: configuration.trustedProxies,
  });
  installDocumentationPage(app.getHttpAdapter().getInstance());
  await listen(app, configuration);
  return app;
}

/**
 * Scenarios wait until nothing is on its way, which can be told of all cases only. The owner of the tables stands
 * before the same walls as others do: unless it is a superuser it gets an error here, not an answer with cases missing.
 */
function pastTheWalls(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c row_security=off');
  return url.toString();
}

const reporterFor = (logger: Logger, metrics: Metrics) => (context: ContextName) => (error: Error) => {
  metrics.failures.inc({ context });
  logger.warn({ err: error, context }, 'messaging failed and will be tried again');
};

function createPlatform(
  { configuration, foundation, logger }: HostOptions,
  { metrics, post, backlog, measuring }: Operations,
): Platform {
  return {
    clock: configuration.clock === 'scenario' ? new ScenarioClock(foundation.access) : systemClock,
    directory: new Directory(foundation.access),
    shield: foundation.shield,
    masterKey: { ...configuration.masterKey, dataDir: configuration.dataDir },
    post,
    logger,
    redeliverAfterMs: configuration.redeliverAfterMs,
    urlOf: (schema) => urlAs(foundation.databaseUrl, schema, foundation.secret),
    sessionUrlOf: (schema) => urlAs(foundation.sessionUrl, schema, foundation.secret),
    deskUrlOf: (schema) => urlAs(foundation.databaseUrl, deskOf(schema), foundation.secret),
    anchoring: () => anchoringOf(configuration),
    watch: (...probes) => {
      measuring.add(...probes);
    },
    intake: new Intake(backlog, configuration.lagLimitEvents),
    reporter: reporterFor(logger, metrics),
    onParked: (context) => (letter, error) => {
      metrics.parked.inc({ context });
      logger.error({ err: error, context, case: letter.event.caseId, event: letter.event.id }, 'a letter was parked');
    },
  };
}

class PlatformModule {}

const platformModule = (platform: Platform): DynamicModule => ({
  module: PlatformModule,
  global: true,
  providers: [{ provide: platformToken, useValue: platform }],
  exports: [platformToken],
});

class CommonModule {}

function commonModule(
  options: HostOptions,
  { metrics, backlog, post }: Operations,
  clockDatabase: Database | undefined,
): DynamicModule {
  const { configuration, foundation, issuerUrl } = options;
  const description = { openapi: options.openapi(configuration), issuer: issuerUrl, audience: configuration.audience };
  const dependencies: Dependencies = {
    database: {
      check: async () => {
        await foundation.access.query({ text: 'select 1' });
      },
    },
    // Without the postman letters take longer, and nothing else: no reason to send people elsewhere.
    ...(post.ping ? { redis: { check: () => post.ping?.() ?? Promise.resolve(), dispensable: true } } : {}),
  };
  return {
    module: CommonModule,
    controllers: [
      DescriptionController,
      HealthController,
      ...(options.common ? [OrganisationsController] : []),
      ...(clockDatabase ? [ScenarioClockController] : []),
    ],
    providers: [
      { provide: descriptionToken, useValue: description },
      { provide: metricsToken, useValue: metrics },
      { provide: backlogToken, useValue: { backlog, limit: configuration.lagLimitEvents } },
      { provide: dependenciesToken, useValue: dependencies },
      { provide: accessDatabaseToken, useValue: foundation.access },
      { provide: clockDatabaseToken, useValue: clockDatabase },
    ],
  };
}
