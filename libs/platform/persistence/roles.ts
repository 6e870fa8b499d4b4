import { createHmac } from 'node:crypto';
import { contexts } from '../../contract/index.js';

/** The schemas of the database, in the order in which they are migrated: what the contexts share, and one for each. */
export const schemas = ['access', 'audit', ...contexts] as const;
export type Schema = (typeof schemas)[number];

/** The schemas with data of cases, behind walls. */
export const walledSchemas = schemas.filter((schema) => schema !== 'access');
export type WalledSchema = Exclude<Schema, 'access'>;

/**
 * Who logs in at the database. A schema's worker carries everybody's letters and sees its whole schema; its desk
 * answers requests of people, and sees the cases of the organisation for which one is asked.
 */
export type DatabaseUser = Schema | `${WalledSchema}_desk` | 'queue';

export const deskOf = (schema: WalledSchema): `${WalledSchema}_desk` => `${schema}_desk`;

export const databaseUsers: readonly DatabaseUser[] = [...schemas, ...walledSchemas.map(deskOf), 'queue'];

/** Every user has a role of its own, which sees no other schema's tables. */
export const databaseRole = (user: DatabaseUser): string => `chain_${user}`;

/** Passwords follow from one secret, so that no process needs to be told more than that. */
export const rolePassword = (secret: string, user: DatabaseUser): string =>
  createHmac('sha256', secret).update(databaseRole(user)).digest('hex');

/** The address of the database as one of its users. */
export function urlAs(databaseUrl: string, user: DatabaseUser, secret: string): string {
  const url = new URL(databaseUrl);
  url.username = databaseRole(user);
  url.password = rolePassword(secret, user);
  return url.toString();
}
