import type { Logger } from 'pino';
import { migrations } from '../../../migrations/index.js';
import { Directory } from '../access/directory.js';
import { startIssuer, type Issuer } from '../access/issuer/issuer.js';
import { seed } from '../access/seed-organisations.js';
import { databaseRoleSecretOf, guardKeyOf, type Configuration } from '../configuration/index.js';
import { startEmbeddedPostgres } from '../embedded/postgres.js';
import { Database } from '../persistence/database.js';
import { awaitDatabase } from '../persistence/await-database.js';
import { explainDatabase } from '../persistence/database-failure.js';
import { OrganisationEntity, PersonEntity } from '../persistence/entities.js';
import { migrate } from '../persistence/migrate.js';
import { urlAs } from '../persistence/roles.js';
import { withoutNames } from '../persistence/statements.js';
import { createShield, type Shield } from '../shielding/shield.js';

/** The database, up to date, and how to reach it. */
export interface Foundation {
  /** For whatever ends with its transaction. */
  databaseUrl: string;
  /** For what keeps its connection: who listens, who holds a lock, who sets something for longer. */
  sessionUrl: string;
  secret: string;
  access: Database;
  /** The way into the vault, and the leak guard. */
  shield: Shield;
  /** In the opposite order of coming up. */
  close(): Promise<void>;
}

/** By way of the pooler, where there is one, and past it. */
function waysTo(
  given: string,
  { databaseSessionUrl, databaseStatements }: Configuration,
): Pick<Foundation, 'databaseUrl' | 'sessionUrl'> {
  return {
    databaseUrl: databaseStatements === 'unnamed' ? withoutNames(given) : given,
    sessionUrl: databaseSessionUrl ?? given,
  };
}

/** Brings up PostgreSQL where none is given, migrates, and puts the seed data in. */
export async function layFoundation(
  configuration: Configuration,
  logger: Logger,
  onDatabaseLost: () => void,
): Promise<Foundation> {
  const embedded = configuration.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ dataDir: configuration.dataDir, logger });
  embedded?.onLost(onDatabaseLost);
  const ways = waysTo(configuration.databaseUrl ?? embedded?.url ?? '', configuration);
  const { databaseUrl, sessionUrl } = ways;
  let asked = sessionUrl;
  try {
    const patience = configuration.databasePatienceSeconds * 1000;
    if (!embedded) await awaitDatabase(sessionUrl, patience, logger);
    const secret = await databaseRoleSecretOf(configuration);
    await migrate(sessionUrl, secret, migrations);
    asked = databaseUrl;
    const accessUrl = urlAs(databaseUrl, 'access', secret);
    if (sessionUrl !== databaseUrl) await awaitDatabase(accessUrl, patience, logger);
    const access = await openAccess(accessUrl);
    return {
      ...ways,
      secret,
      access,
      shield: createShield(await guardKeyOf(configuration), access),
      async close() {
        await access.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw explainDatabase(error, asked);
  }
}

async function openAccess(url: string): Promise<Database> {
  const entities = [OrganisationEntity, PersonEntity];
  const access = await Database.connect({ schema: 'access', url, entities, poolSize: 5 });
  await seed(access);
  return access;
}

/** The embedded issuer of tokens for invented people of the organisations that are known. */
export function openIssuer(configuration: Configuration, access: Database, logger: Logger): Promise<Issuer> {
  const directory = new Directory(access);
  return startIssuer({
    port: configuration.issuerPort,
    host: configuration.host,
    issuerUrl: configuration.issuerUrl,
    audience: configuration.audience,
    dataDir: configuration.dataDir,
    logger,
    findOrganisation: (code) => directory.organisation(code),
    introduce: ({ id, organisation, role }) =>
      directory.remember({ id, organisation, roles: [role], designatedForHalt: true }),
  });
}
