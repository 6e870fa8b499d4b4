import type pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Schema } from './roles.js';
import { clientFor } from './statements.js';
import { inTransaction, type Client } from './transaction.js';

export type { Client };

export interface DatabaseOptions {
  schema: Schema;
  url: string;
  // TypeORM's own type for entity classes.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  entities?: Function[];
  poolSize?: number;
}

/** One schema of the database, as its worker: it carries everybody's letters. People are answered at a `Desk`. */
export class Database {
  private constructor(
    readonly schema: Schema,
    private readonly source: DataSource,
    readonly pool: pg.Pool,
  ) {}

  static async connect(options: DatabaseOptions): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: options.schema,
      entities: options.entities ?? [],
      applicationName: `chain ${options.schema}`,
      poolSize: options.poolSize ?? 6,
      // What is asked without waiting for the answer before goes out at once.
      extra: { pipeline: true, Client: clientFor(options.url) },
      logging: false,
      // Inserts of ours never need the extension, and the context's role may not create it.
      installExtensions: false,
    });
    await source.initialize();
    const pool = (source.driver as PostgresDriver).master as pg.Pool;
    return new Database(options.schema, source, pool);
  }

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.source.getRepository(entity);
  }

  async query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<Row[]> {
    return (await this.pool.query<Row>(statement)).rows;
  }

  /** All or nothing. A connection that fails in the middle is not used again. */
  transaction<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    return inTransaction(this.pool, [], work);
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}
