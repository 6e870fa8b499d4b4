import type pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Schema } from './roles.js';
import { clientFor } from './statements.js';
import { inConcludedTransaction, inOneTransaction, inTransaction } from './transaction.js';
import type { Client, Concluded, Statement } from './transaction.js';

export type { Client, Statement };

export interface DatabaseOptions {
  schema: Schema;
  url: string;
  // TypeORM's own type for entity classes.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  entities?: Function[];
  poolSize?: number;
}

const notWaitingForTheDisk: Statement = { text: 'set local synchronous_commit = off' };

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

  /** The same for work that ends with statements: they go out together with the commit. */
  concludedTransaction<Result>(work: (client: Client) => Promise<Concluded<Result>>): Promise<Result> {
    return inConcludedTransaction(this.pool, [], work);
  }

  /** The same for what may be forgotten when the server is lost, as it is done again: the disk is not waited for. */
  forgettableTransaction<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    return inTransaction(this.pool, [notWaitingForTheDisk], work);
  }

  /** One statement of that kind. */
  async forgettable(statement: Statement): Promise<void> {
    await inOneTransaction(this.pool, [notWaitingForTheDisk], statement);
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}
