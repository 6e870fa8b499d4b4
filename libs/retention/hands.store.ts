import { Database, type Client } from '../platform/persistence/database.js';
import type { Schema } from '../platform/persistence/roles.js';

export type UrlOf = (schema: Schema) => string;

/** How the job gets at the schemas, each as its own worker: for good, or to see what it would come to. */
export interface Hands {
  /** All or nothing, in one schema. */
  work<Result>(schema: Schema, work: (client: Client) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

async function databaseOf(known: Map<Schema, Database>, schema: Schema, urlOf: UrlOf): Promise<Database> {
  const database = known.get(schema) ?? (await Database.connect({ schema, url: urlOf(schema), poolSize: 2 }));
  known.set(schema, database);
  return database;
}

const closeAll = async (known: ReadonlyMap<Schema, Database>): Promise<void> => {
  for (const database of known.values()) await database.close();
};

export function workingHands(urlOf: UrlOf): Hands {
  const known = new Map<Schema, Database>();
  return {
    work: async (schema, work) => (await databaseOf(known, schema, urlOf)).transaction(work),
    close: () => closeAll(known),
  };
}

/** Does everything in one transaction per schema, and takes it all back. */
export function rehearsingHands(urlOf: UrlOf): Hands {
  const known = new Map<Schema, Database>();
  const begun = new Map<Schema, Client & { release(): void }>();
  return {
    async work(schema, work) {
      let client = begun.get(schema);
      if (!client) {
        client = await (await databaseOf(known, schema, urlOf)).pool.connect();
        begun.set(schema, client);
        await client.query('begin');
      }
      return work(client);
    },
    async close() {
      for (const client of begun.values()) {
        await client.query('rollback');
        client.release();
      }
      await closeAll(known);
    },
  };
}
