import { removeRuntime, writeRuntime } from '../../libs/platform/embedded/runtime-file.js';
import { host } from '../../libs/platform/hosting/host.js';
import { layFoundation, openIssuer } from '../../libs/platform/hosting/infrastructure.js';
import { apiDocument } from '../api-document.js';
import { run } from '../run.js';
import { wholeChain } from './modules.js';
import { welcome } from './welcome.js';

/** The whole chain in one process, with its own PostgreSQL and issuer where none are given. */
await run('chain', async (configuration, logger, stop) => {
  const foundation = await layFoundation(configuration, logger, stop);
  const issuer = configuration.issuerUrl ? undefined : await openIssuer(configuration, foundation.access, logger);
  const issuerUrl = configuration.issuerUrl ?? issuer?.url ?? '';
  const hosted = await host({
    configuration,
    foundation,
    issuerUrl,
    logger,
    modules: wholeChain(),
    openapi: apiDocument,
    common: true,
  });
  const { databaseUrl } = foundation;
  const { redisUrl, dataDir } = configuration;
  await writeRuntime(dataDir, { databaseUrl, apiUrl: hosted.url, issuerUrl, ...(redisUrl ? { redisUrl } : {}) });
  console.log(welcome(hosted.url, issuerUrl, issuer !== undefined));
  return {
    async close() {
      await removeRuntime(dataDir);
      await hosted.close();
      await issuer?.close();
      await foundation.close();
    },
  };
});
