import { welcome } from '../../apps/chain/welcome.js';
import { run } from '../../apps/run.js';
import { databaseRoleSecretOf } from '../../libs/platform/configuration/index.js';
import { prepareDataDirectory } from '../../libs/platform/embedded/data-directory.js';
import { startEmbeddedPostgres } from '../../libs/platform/embedded/postgres.js';
import { removeRuntime, writeRuntime } from '../../libs/platform/embedded/runtime-file.js';
import { readCounts } from './arguments.js';
import { Processes } from './processes.js';

/** The whole chain on this machine with a process for every context, for the issuer and for the gateway. */
await run('separate', async (configuration, logger, stop) => {
  const counts = readCounts(process.argv.slice(2));
  const dataDir = await prepareDataDirectory(configuration.dataDir);
  const postgres = configuration.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir, logger });
  postgres?.onLost(stop);
  const databaseUrl = configuration.databaseUrl ?? postgres?.url ?? '';
  const secret = await databaseRoleSecretOf(configuration);
  const processes = new Processes(configuration, {
    DATABASE_URL: databaseUrl,
    DATABASE_ROLE_SECRET: secret,
    DATA_DIR: dataDir,
  });
  const close = async (): Promise<void> => {
    await removeRuntime(dataDir);
    await processes.stop();
    await postgres?.stop();
  };
  try {
    const { url, issuerUrl } = await processes.start(counts);
    const { redisUrl } = configuration;
    await writeRuntime(dataDir, { databaseUrl, apiUrl: url, issuerUrl, ...(redisUrl ? { redisUrl } : {}) });
    console.log(welcome(url, issuerUrl, configuration.issuerUrl === undefined));
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
});
