import type { Logger } from 'pino';
import { ConfigurationError, type Configuration } from '../libs/platform/configuration/index.js';

/** What a process that holds a part of the chain cannot bring along itself. */
const needed = {
  databaseUrl: ['DATABASE_URL', 'the address of the PostgreSQL that all processes share'],
  issuerUrl: ['ISSUER_URL', 'the issuer of the tokens that all processes accept'],
} as const;

type Needed = keyof typeof needed;

/** The settings without which this process cannot do; those that are missing are told all at once. */
export function requireSettings<Name extends Needed>(
  app: string,
  configuration: Configuration,
  names: readonly Name[],
): Record<Name, string> {
  const missing = names.filter((name) => configuration[name] === undefined);
  if (missing.length > 0) {
    throw new ConfigurationError(
      missing.map((name) => `${needed[name].join(' must be set: ')}. (npm start needs neither; ${app} alone does.)`),
    );
  }
  return Object.fromEntries(names.map((name) => [name, configuration[name]])) as Record<Name, string>;
}

/** Where this process listens, for whoever started it (`npm run start:separate`) and for the log. */
export function tellListening(logger: Logger, url: string): void {
  logger.info({ url }, 'listening');
  process.send?.({ listening: url });
}
