import { welcome } from '../../apps/chain/welcome.js';
import { run } from '../../apps/run.js';
import { databaseRoleSecretOf, guardKeyOf } from '../../libs/platform/configuration/index.js';
import { prepareDataDirectory } from '../../libs/platform/embedded/data-directory.js';
import { startEmbeddedPostgres } from '../../libs/platform/embedded/postgres.js';
import { removeRuntime, writeRuntime } from '../../libs/platform/embedded/runtime-file.js';
import { readCounts } from './arguments.js';
import { Processes } from './processes.js';

/** Gateway, services and issuer end one after the other, each within its own time. */
const longestGoodbye = 60_000;

/** The whole chain on this machine with a process for every context, for the issuer and for the gateway. */
await run(
  'separate',
  async ({ configuration, logger, opened, secrets, giveUp }) => {
    const counts = readCounts(process.argv.slice(2));
    const dataDir = await prepareDataDirectory(configuration.dataDir);
    const postgres = configuration.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir, logger });
    if (postgres) opened.keep({ close: () => postgres.stop() });
    postgres?.onLost(giveUp);
    const databaseUrl = configuration.databaseUrl ?? postgres?.url ?? '';
    const secret = await databaseRoleSecretOf(configuration);
    const guardKey = await guardKeyOf(configuration);
    const processes = opened.keep(
      new Processes(configuration, {
        ...secrets,
        DATABASE_URL: databaseUrl,
        DATABASE_ROLE_SECRET: secret,
        GUARD_KEY: guardKey,
        DATA_DIR: dataDir,
      }),
    );
    const { url, issuerUrl } = await processes.start(counts);
    const { redisUrl, databaseSessionUrl = databaseUrl } = configuration;
    const runtime = { databaseUrl: databaseSessionUrl, apiUrl: url, issuerUrl, ...(redisUrl ? { redisUrl } : {}) };
    await writeRuntime(dataDir, runtime);
    opened.keep({ close: () => removeRuntime(dataDir) });
    console.log(welcome(url, issuerUrl, configuration.issuerUrl === undefined));
  },
  longestGoodbye,
);
