export { type Configuration, ConfigurationError, loadConfiguration } from './configuration.js';
export { anchoringOf, type Anchoring } from './anchoring.js';
export { databaseRoleSecretOf, guardKeyOf } from './installation-secrets.js';
export { takeSecrets } from './secrets.js';
