import { removeRuntime, writeRuntime } from '../../libs/platform/embedded/runtime-file.js';
import { host } from '../../libs/platform/hosting/host.js';
import { layFoundation, openIssuer } from '../../libs/platform/hosting/infrastructure.js';
import { apiDocument } from '../api-document.js';
import { run } from '../run.js';
import { wholeChain } from './modules.js';
import { welcome } from './welcome.js';

/** The whole chain in one process, with its own PostgreSQL and issuer where none are given. */
await run('chain', async ({ configuration, logger, opened, giveUp }) => {
  const foundation = opened.keep(await layFoundation(configuration, logger, giveUp));
  const issuer = configuration.issuerUrl
    ? undefined
    : opened.keep(await openIssuer(configuration, foundation.access, logger));
  const issuerUrl = configuration.issuerUrl ?? issuer?.url ?? '';
  const hosted = opened.keep(
    await host({
      configuration,
      foundation,
      issuerUrl,
      logger,
      modules: wholeChain(),
      openapi: apiDocument,
      common: true,
    }),
  );
  const { sessionUrl: databaseUrl } = foundation;
  const { redisUrl, dataDir } = configuration;
  await writeRuntime(dataDir, { databaseUrl, apiUrl: hosted.url, issuerUrl, ...(redisUrl ? { redisUrl } : {}) });
  opened.keep({ close: () => removeRuntime(dataDir) });
  console.log(welcome(hosted.url, issuerUrl, issuer !== undefined));
});
