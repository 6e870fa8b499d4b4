import { Directory } from '../libs/platform/access/directory.js';
import {
  anchoringOf,
  ConfigurationError,
  databaseRoleSecretOf,
  guardKeyOf,
  loadConfiguration,
  type Configuration,
} from '../libs/platform/configuration/index.js';
import { ScenarioClock, systemClock } from '../libs/platform/clock/clock.js';
import { readRuntime } from '../libs/platform/embedded/runtime-file.js';
import type { Platform } from '../libs/platform/hosting/platform.js';
import { Database } from '../libs/platform/persistence/database.js';
import { OrganisationEntity, PersonEntity } from '../libs/platform/persistence/entities.js';
import { deskOf, urlAs, type Schema } from '../libs/platform/persistence/roles.js';
import { createShield } from '../libs/platform/shielding/shield.js';
import { describeError } from '../libs/platform/telemetry/describe-error.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';

/** What is wrong and can be mended by whoever called. */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure';
}

/** The system that runs on this data directory or database: its tables, for the tools of its operators. */
export interface RunningSystem {
  connect(schema: Schema): Promise<Database>;
  /** What a context needs to be opened beside the running system. It is not to be started: it sends nothing. */
  platform: Platform;
  close(): Promise<void>;
}

export async function findRunningSystem(environment = process.env): Promise<RunningSystem> {
  const configuration = loadConfiguration(environment);
  const { dataDir } = configuration;
  const databaseUrl = pastThePooler(configuration) ?? (await readRuntime(dataDir))?.databaseUrl;
  if (databaseUrl === undefined) {
    throw new ToolFailure(`Nothing runs on ${dataDir}. Start it with npm start, or set DATABASE_URL.`);
  }
  const secret = await databaseRoleSecretOf(configuration);
  const urlOf = (schema: Schema): string => urlAs(databaseUrl, schema, secret);
  const entities = [OrganisationEntity, PersonEntity];
  const connect = (schema: Schema): Promise<Database> =>
    Database.connect({ schema, url: urlOf(schema), entities, poolSize: 4 });
  const access = await connect('access').catch((error: unknown) => {
    throw new ToolFailure(`The database cannot be reached: ${(error as Error).message}`, { cause: error });
  });
  return {
    connect,
    platform: {
      clock: configuration.clock === 'scenario' ? new ScenarioClock(access) : systemClock,
      post: { send: refuse, receive: refuse, depthOf: refuse, close: () => Promise.resolve() },
      logger: createLogger('tool', 'error'),
      directory: new Directory(access),
      shield: createShield(await guardKeyOf(configuration), access),
      masterKey: { ...configuration.masterKey, dataDir },
      redeliverAfterMs: configuration.redeliverAfterMs,
      urlOf,
      sessionUrlOf: urlOf,
      anchoring: () => anchoringOf(configuration),
      deskUrlOf: (schema) => urlAs(databaseUrl, deskOf(schema), secret),
      watch: () => undefined,
      intake: { isHeldAt: () => false },
      reporter: () => (error) => {
        console.error(error.message);
      },
      onParked: () => () => undefined,
    },
    close: () => access.close(),
  };
}

/** Tools hold locks, and are few. */
const pastThePooler = ({ databaseUrl, databaseSessionUrl }: Configuration): string | undefined =>
  databaseSessionUrl ?? databaseUrl;

const refuse = (): never => {
  throw new Error('the tools leave the post to the running system');
};

/** Runs a tool; tells in words what the user can mend. */
export async function asTool(work: (system: RunningSystem) => Promise<void>): Promise<void> {
  try {
    const system = await findRunningSystem();
    try {
      await work(system);
    } finally {
      await system.close();
    }
  } catch (error) {
    const words = error instanceof ToolFailure || error instanceof ConfigurationError;
    console.error(words ? error.message : describeError(error));
    process.exitCode = 1;
  }
}
