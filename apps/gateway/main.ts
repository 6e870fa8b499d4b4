import type { DynamicModule } from '@nestjs/common';
import type { ContextName } from '../../libs/contract/index.js';
import { ConfigurationError, type Configuration } from '../../libs/platform/configuration/index.js';
import { installDocumentationPage } from '../../libs/platform/documentation/documentation-page.js';
import { DescriptionController, descriptionToken } from '../../libs/platform/http/description.controller.js';
import { createServer } from '../../libs/platform/http/server.js';
import { listen } from '../../libs/platform/http/listen.js';
import {
  HealthController,
  dependenciesToken,
  metricsToken,
  type Dependencies,
} from '../../libs/platform/telemetry/health.controller.js';
import { Metrics } from '../../libs/platform/telemetry/metrics.js';
import { apiDocument } from '../api-document.js';
import { run } from '../run.js';
import { requireSettings, tellListening } from '../service.js';
import { installForwarding } from './forwarding.js';
import { servedContexts } from './owners.js';
import { Upstreams } from './upstreams.js';

class GatewayModule {}

/** One address for clients, before services that each hold one context. It stores nothing and judges nobody. */
await run('gateway', async ({ configuration, logger, opened }) => {
  const { issuerUrl } = requireSettings('gateway', configuration, ['issuerUrl']);
  requireAddresses(configuration);
  const upstreams = new Upstreams(configuration.serviceUrls);
  const metrics = new Metrics();
  const app = await createServer({
    modules: [gatewayModule(configuration, issuerUrl, upstreams, metrics)],
    metrics,
    logger,
    rateLimits: configuration.rateLimits,
    requestsAtOnce: configuration.requestsAtOnce,
    trustedProxies: configuration.trustedProxies,
  });
  const fastify = app.getHttpAdapter().getInstance();
  installDocumentationPage(fastify);
  await installForwarding(fastify, upstreams, logger);
  await listen(app, configuration);
  opened.keep(app);
  tellListening(logger, await app.getUrl());
});

function requireAddresses({ serviceUrls }: Configuration): void {
  const missing = servedContexts.filter((context) => serviceUrls[context] === undefined);
  if (missing.length === 0) return;
  throw new ConfigurationError([
    `SERVICE_URLS must say where each context is served (police=http://10.0.0.2:3000,…); it misses ${missing.join(', ')}`,
  ]);
}

function gatewayModule(
  configuration: Configuration,
  issuer: string,
  upstreams: Upstreams,
  metrics: Metrics,
): DynamicModule {
  const description = { openapi: apiDocument(configuration), issuer, audience: configuration.audience };
  const dependencies: Dependencies = Object.fromEntries(
    servedContexts.map((context) => [context, { check: () => someIsReady(context, upstreams) }]),
  );
  return {
    module: GatewayModule,
    controllers: [DescriptionController, HealthController],
    providers: [
      { provide: descriptionToken, useValue: description },
      { provide: metricsToken, useValue: metrics },
      { provide: dependenciesToken, useValue: dependencies },
    ],
  };
}

/** A context is there as long as one of its processes is. */
async function someIsReady(context: ContextName, upstreams: Upstreams): Promise<void> {
  await Promise.any(
    upstreams.of(context).map(async (address) => {
      const { ok, status } = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(1_500) });
      if (!ok) throw new Error(`${context} answers ${String(status)}`);
    }),
  );
}
