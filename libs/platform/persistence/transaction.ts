import pg from 'pg';

// Large counters come back as text by default; ours stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Client = Pick<pg.PoolClient, 'query'>;

/**
 * All or nothing. What opens the transaction goes out together with the first statement of the work. A connection
 * that fails in the middle is not used again.
 */
export async function inTransaction<Result>(
  pool: pg.Pool,
  opening: readonly pg.QueryConfig[],
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that is lost between two statements tells so here; without a listener that would end the process.
  const onLost = (error: Error): void => void (broken = error);
  client.on('error', onLost);
  try {
    const begun = Promise.all([client.query('begin'), ...opening.map((statement) => client.query(statement))]);
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

/** One statement in a transaction of its own, all of it sent at once: it costs one round trip. */
export async function inOneTransaction<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  opening: readonly pg.QueryConfig[],
  statement: pg.QueryConfig,
): Promise<Row[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onLost = (error: Error): void => void (broken = error);
  client.on('error', onLost);
  try {
    const before = [client.query('begin'), ...opening.map((one) => client.query(one))];
    const asked = client.query<Row>(statement);
    // After a statement that failed this takes back, as a rollback would.
    const outcomes = await Promise.allSettled([...before, asked, client.query('commit')]);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return (await asked).rows;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}
