import { layFoundation, openIssuer } from '../../libs/platform/hosting/infrastructure.js';
import { run } from '../run.js';
import { requireSettings, tellListening } from '../service.js';

/** The embedded issuer of tokens for invented people, alone. Refused in production. */
await run('issuer', async ({ configuration, logger, opened, giveUp }) => {
  requireSettings('issuer', configuration, ['databaseUrl']);
  const foundation = opened.keep(await layFoundation(configuration, logger, giveUp));
  const issuer = opened.keep(await openIssuer(configuration, foundation.access, logger));
  tellListening(logger, issuer.url);
});
