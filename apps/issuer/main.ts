import { layFoundation, openIssuer } from '../../libs/platform/hosting/infrastructure.js';
import { run } from '../run.js';
import { requireSettings, tellListening } from '../service.js';

/** The embedded issuer of tokens for invented people, alone. Refused in production. */
await run('issuer', async (configuration, logger, stop) => {
  requireSettings('issuer', configuration, ['databaseUrl']);
  const foundation = await layFoundation(configuration, logger, stop);
  try {
    const issuer = await openIssuer(configuration, foundation.access, logger);
    tellListening(logger, issuer.url);
    return {
      async close() {
        await issuer.close();
        await foundation.close();
      },
    };
  } catch (error) {
    await foundation.close();
    throw error;
  }
});
