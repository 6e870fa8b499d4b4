import type pg from 'pg';
import { HeardClient } from './heard-client.js';

/** An address that ends in this says that statements can't be prepared there under a name. */
const [mark, unnamed] = ['statements', 'unnamed'] as const;

/**
 * A pooler in transaction mode hands the next transaction to another connection. Unless it keeps the names of prepared
 * statements itself (PgBouncer from 1.21 on, with `max_prepared_statements`), that connection does not know them.
 */
export function withoutNames(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set(mark, unnamed);
  return url.toString();
}

/** What opens connections to this address. */
export const clientFor = (databaseUrl: string): typeof pg.Client =>
  new URL(databaseUrl).searchParams.get(mark) === unnamed ? UnnamedClient : HeardClient;

/** Sends every statement without its name: it is parsed anew each time, in the same round trip. */
class UnnamedClient extends HeardClient {
  override readonly query = ((statement: unknown, ...rest: unknown[]) =>
    (super.query as (...given: unknown[]) => unknown)(withoutName(statement), ...rest)) as pg.Client['query'];
}

function withoutName(statement: unknown): unknown {
  if (typeof statement !== 'object' || statement === null || !('name' in statement)) return statement;
  const { name: _name, ...rest } = statement;
  return rest;
}
