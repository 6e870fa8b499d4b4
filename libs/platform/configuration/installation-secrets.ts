import { secretOf } from '../embedded/data-directory.js';
import type { Configuration } from './configuration.js';

/** From which the passwords of the database roles follow: as configured, or else kept in the data directory. */
export const databaseRoleSecretOf = async (
  configuration: Pick<Configuration, 'databaseRoleSecret' | 'dataDir'>,
): Promise<string> => configuration.databaseRoleSecret ?? secretOf(configuration.dataDir, 'database-role-secret');
