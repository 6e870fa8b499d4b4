import pg from 'pg';

// Large counters come back as text by default; ours stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Client = Pick<pg.PoolClient, 'query'>;

export type Statement = pg.QueryConfig;

/** What came of the work, and the statements that it ends with: whose answers nobody waits for. */
export interface Concluded<Result> {
  result: Result;
  last: readonly Statement[];
}

/**
 * All or nothing. What opens the transaction goes out together with the first statement of the work. A connection
 * that fails in the middle is not used again.
 */
export const inTransaction = <Result>(
  pool: pg.Pool,
  opening: readonly Statement[],
  work: (client: Client) => Promise<Result>,
): Promise<Result> =>
  inConcludedTransaction(pool, opening, async (client) => ({ result: await work(client), last: [] }));

/** The same, where the last statements go out together with the commit: they cost no round trip of their own. */
export async function inConcludedTransaction<Result>(
  pool: pg.Pool,
  opening: readonly Statement[],
  work: (client: Client) => Promise<Concluded<Result>>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that is lost between two statements tells so here; without a listener that would end the process.
  const onLost = (error: Error): void => void (broken = error);
  client.on('error', onLost);
  try {
    const { begun, worked } = inOnePiece(client, () => {
      const begun = Promise.all([client.query('begin'), ...opening.map((statement) => client.query(statement))]);
      begun.catch(() => undefined);
      return { begun, worked: work(client) };
    });
    const { result, last } = await worked;
    await begun;
    await all(inOnePiece(client, () => [...last.map((statement) => client.query(statement)), client.query('commit')]));
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => (broken = failure as Error));
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

/** One statement in a transaction of its own, all of it sent at once: it costs one round trip. */
export async function inOneTransaction<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  opening: readonly Statement[],
  statement: Statement,
): Promise<Row[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onLost = (error: Error): void => void (broken = error);
  client.on('error', onLost);
  try {
    const { asked, everything } = inOnePiece(client, () => {
      const before = [client.query('begin'), ...opening.map((one) => client.query(one))];
      const asked = client.query<Row>(statement);
      return { asked, everything: [...before, asked, client.query('commit')] };
    });
    await all(everything);
    return (await asked).rows;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

/**
 * What is asked here before anybody waits for an answer is written to the socket at once: a write for each statement
 * costs more than the statement.
 */
function inOnePiece<Asked>(client: pg.PoolClient, ask: () => Asked): Asked {
  const { stream } = client.connection;
  stream.cork();
  try {
    return ask();
  } finally {
    stream.uncork();
  }
}

/**
 * The answers to what was asked in one breath, all of them. After a statement that failed the commit takes back, as a
 * rollback would, and does not fail itself.
 */
async function all(asked: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(asked);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
