import { secretOf } from '../embedded/data-directory.js';
import type { Configuration } from './configuration.js';

/** Under which the leak guard knows names, the same in every process: as configured, or kept in the data directory. */
export const guardKeyOf = async (configuration: Pick<Configuration, 'guardKey' | 'dataDir'>): Promise<string> =>
  configuration.guardKey ?? secretOf(configuration.dataDir, 'guard-key');

/** From which the passwords of the database roles follow: as configured, or else kept in the data directory. */
export const databaseRoleSecretOf = async (
  configuration: Pick<Configuration, 'databaseRoleSecret' | 'dataDir'>,
): Promise<string> => configuration.databaseRoleSecret ?? secretOf(configuration.dataDir, 'database-role-secret');
