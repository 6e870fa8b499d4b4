import { createHmac } from 'node:crypto';

/** The schemas of the database: one per context, and what they share. */
export const schemas = [
  'access',
  'employer',
  'police',
  'prosecution',
  'halt',
  'recovery',
  'agreements',
  'casefile',
] as const;
export type Schema = (typeof schemas)[number];

/** Every schema has a login role of its own, which sees no other schema's tables. The queue has one too. */
export const databaseRole = (owner: Schema | 'queue'): string => `chain_${owner}`;

/** Passwords follow from one secret, so that no process needs to be told more than that. */
export const rolePassword = (secret: string, owner: Schema | 'queue'): string =>
  createHmac('sha256', secret).update(databaseRole(owner)).digest('hex');

/** The address of the database as the role of one schema. */
export function urlAs(databaseUrl: string, owner: Schema | 'queue', secret: string): string {
  const url = new URL(databaseUrl);
  url.username = databaseRole(owner);
  url.password = rolePassword(secret, owner);
  return url.toString();
}
