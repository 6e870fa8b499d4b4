export { type Configuration, ConfigurationError, loadConfiguration } from './configuration.js';
export { databaseRoleSecretOf } from './database-role-secret.js';
