import pg from 'pg';
import type { Schema } from './roles.js';
import { clientFor } from './statements.js';
import { inOneTransaction, inTransaction, type Client } from './transaction.js';

export interface DeskOptions {
  schema: Schema;
  url: string;
  poolSize?: number;
}

/** A statement that begins with the queries of a `with`, the first of which reads from `desk`; `$1` is the organisation. */
export interface WithStatement {
  /** Under which connections keep it prepared. */
  name?: string;
  text: string;
  values: readonly unknown[];
}

/**
 * Where requests of people are answered: the cases of one organisation, and no others, whatever is asked. The
 * organisation is set for the length of a transaction; where none is set the database shows nothing (row-level
 * security), so there is no way to ask here without one.
 */
export class Desk {
  /** Of the few statements that are written so, as they are sent. */
  private readonly texts = new Map<string, string>();

  private constructor(
    readonly schema: Schema,
    private readonly pool: pg.Pool,
  ) {}

  static async connect({ schema, url, poolSize = 8 }: DeskOptions): Promise<Desk> {
    const pool = new pg.Pool({
      Client: clientFor(url),
      connectionString: url,
      application_name: `chain ${schema} desk`,
      max: poolSize,
      // What is asked without waiting for the answer before goes out at once.
      pipeline: true,
    });
    // A connection that is lost while nobody uses it is replaced by the next one.
    pool.on('error', () => undefined);
    (await pool.connect()).release();
    return new Desk(schema, pool);
  }

  /** All or nothing, as this organisation. */
  transaction<Result>(organisation: string, work: (client: Client) => Promise<Result>): Promise<Result> {
    return inTransaction(this.pool, [as(organisation)], work);
  }

  /** One statement that reads, as this organisation. */
  query<Row extends pg.QueryResultRow>(organisation: string, statement: pg.QueryConfig): Promise<Row[]> {
    return inOneTransaction(this.pool, [as(organisation)], statement);
  }

  /**
   * One statement that writes, as this organisation, without a transaction around it. What it inserts must come out
   * of `desk`: only so is the organisation set before the wall looks at the row.
   */
  async write<Row extends pg.QueryResultRow>(
    organisation: string,
    { name, text, values }: WithStatement,
  ): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({
      text: name === undefined ? withOrganisation(text) : this.keptWithOrganisation(text),
      ...(name === undefined ? {} : { name }),
      values: [stated(organisation), ...values],
    });
    return rows;
  }

  private keptWithOrganisation(text: string): string {
    const kept = this.texts.get(text) ?? withOrganisation(text);
    this.texts.set(text, kept);
    return kept;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

/** What the walls ask for: see the policies in migrations/shared. */
const setting = 'chain.organisation';

const withOrganisation = (text: string): string =>
  `with desk as materialized (select set_config('${setting}', $1, true)), ${text}`;

const as = (organisation: string): pg.QueryConfig => ({
  name: 'desk',
  text: `select set_config('${setting}', $1, true)`,
  values: [stated(organisation)],
});

/** A request without an organisation is a defect: it would be shown nothing, and be told that there is nothing. */
function stated(organisation: string): string {
  if (organisation === '') throw new Error('a desk is asked for an organisation');
  return organisation;
}
