import type { ContextName } from '../libs/contract/index.js';
import { host } from '../libs/platform/hosting/host.js';
import { layFoundation } from '../libs/platform/hosting/infrastructure.js';
import { apiDocument } from './api-document.js';
import { commonHost, commonModules, contextModules } from './contexts.js';
import { run } from './run.js';
import { requireSettings, tellListening } from './service.js';

/** One context in a process of its own: the same code as in the whole chain, on a database that others share. */
export const runContext = (name: ContextName): Promise<void> =>
  run(name, async ({ configuration, logger, opened, giveUp }) => {
    const { issuerUrl } = requireSettings(name, configuration, ['databaseUrl', 'issuerUrl']);
    const foundation = opened.keep(await layFoundation(configuration, logger, giveUp));
    const hosted = opened.keep(
      await host({
        configuration,
        foundation,
        issuerUrl,
        logger,
        modules: [contextModules[name], ...(name === commonHost ? commonModules : [])],
        openapi: apiDocument,
        common: name === commonHost,
      }),
    );
    tellListening(logger, hosted.url);
  });
