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
import { createShield, type Shield } from '../shielding/shield.js';

/** The database, up to date, and how to reach it. */
export interface Foundation {
  databaseUrl: string;
  secret: string;
  access: Database;
  /** The way into the vault, and the leak guard. */
  shield: Shield;
  /** In the opposite order of coming up. */
  close(): Promise<void>;
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
  const databaseUrl = configuration.databaseUrl ?? embedded?.url ?? '';
  try {
    if (!embedded) await awaitDatabase(databaseUrl, configuration.databasePatienceSeconds * 1000, logger);
    const secret = await databaseRoleSecretOf(configuration);
    await migrate(databaseUrl, secret, migrations);
    const access = await Database.connect({
      schema: 'access',
      url: urlAs(databaseUrl, 'access', secret),
      entities: [OrganisationEntity, PersonEntity],
      poolSize: 5,
    });
    await seed(access);
    return {
      databaseUrl,
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
    throw explainDatabase(error, databaseUrl);
  }
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
