import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Schema } from './roles.js';

// Large counters come back as text by default; ours stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Client = Pick<pg.PoolClient, 'query'>;

export interface DatabaseOptions {
  schema: Schema;
  url: string;
  // TypeORM's own type for entity classes.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  entities?: Function[];
  poolSize?: number;
}

/** One schema of the database, as its own role: TypeORM for simple reads, SQL where SQL is better. */
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
      poolSize: options.poolSize ?? 10,
      // What is asked without waiting for the answer before goes out at once.
      extra: { pipeline: true },
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
  async transaction<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // A connection that is lost between two statements tells so here; without a listener that would end the process.
    const onLost = (error: Error): void => void (broken = error);
    client.on('error', onLost);
    try {
      // Goes out together with the first statement of the work.
      const begun = client.query('begin');
      begun.catch(() => undefined);
      const result = await work(client);
      await begun;
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: unknown) => (broken = failure as Error));
      throw error;
    } finally {
      client.off('error', onLost);
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}
