import type { DynamicModule, Type } from '@nestjs/common';
import type { ContextName } from '../libs/contract/index.js';
import { host } from '../libs/platform/hosting/host.js';
import { layFoundation } from '../libs/platform/hosting/infrastructure.js';
import { apiDocument } from './api-document.js';
import { run } from './run.js';
import { requireSettings, tellListening } from './service.js';

/** One context in a process of its own: the same code as in the whole chain, on a database that others share. */
export const runContext = (name: ContextName, module: Type | DynamicModule, common = false): Promise<void> =>
  run(name, async (configuration, logger, stop) => {
    const { issuerUrl } = requireSettings(name, configuration, ['databaseUrl', 'issuerUrl']);
    const foundation = await layFoundation(configuration, logger, stop);
    try {
      const hosted = await host({
        configuration,
        foundation,
        issuerUrl,
        logger,
        modules: [module],
        openapi: apiDocument,
        common,
      });
      tellListening(logger, hosted.url);
      return {
        async close() {
          await hosted.close();
          await foundation.close();
        },
      };
    } catch (error) {
      await foundation.close();
      throw error;
    }
  });
