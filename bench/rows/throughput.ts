import { setTimeout as pause } from 'node:timers/promises';
import { contexts, producers } from '../../libs/contract/index.js';
import type { Pair } from '../figures.js';
import type { Scene } from '../scene.js';
import type { Stage } from '../stage.js';

const amounts = { small: { reports: 400, jobs: 1_000 }, full: { reports: 1_000, jobs: 2_000 } };
const restBetweenLooks = 100;

/**
 * Deliveries per second of a backlog: an event that three contexts are to handle counts three times. Ours: relay,
 * queue and inbox, with everything that the contexts do and the events that they send in turn; from the moment
 * the backlog is in the outbox again, as if the queue had been emptied, until the last commit. The floor: jobs of a
 * backlog that a worker which does nothing gets through.
 */
export async function throughputRound(stage: Stage): Promise<Pair> {
  const scene = await stage.scene();
  const { reports, jobs } = amounts[stage.settings.scale];
  const floor = (await scene.floorQueue.ask({ measure: 'rate', jobs })) as number;
  const cases = await backlog(scene, reports);
  const begun = await letGo(scene, cases);
  await untilHandled(scene, cases);
  const { deliveries, ended } = await resultOf(scene, cases);
  return { ours: deliveries / ((ended - begun) / 1000), floor };
}

/** Reports of which nobody has heard yet: what the relay made of them is taken out of the queues. */
async function backlog(scene: Scene, reports: number): Promise<string[]> {
  const { sql, chainQueues } = scene;
  await chainQueues.hold();
  const before = await sql.query<{ position: number }>(
    'select coalesce(max(position), 0) as position from employer.event',
  );
  await scene.ourIntake.send(reports);
  while ((await sql.query('select 1 from employer.event where published_at is null limit 1')).rowCount !== 0) {
    await pause(restBetweenLooks);
  }
  await chainQueues.forget();
  const { rows } = await sql.query<{ case_id: string }>('select case_id from employer.event where position > $1', [
    before.rows[0]?.position,
  ]);
  if (rows.length !== reports) throw new Error(`${rows.length} of ${reports} reports are held back`);
  return rows.map((row) => row.case_id);
}

async function letGo({ sql }: Scene, cases: string[]): Promise<number> {
  await sql.query('update employer.event set published_at = null where case_id = any ($1)', [cases]);
  const { rows } = await sql.query<{ now: number }>(
    `select extract(epoch from clock_timestamp())::float8 * 1000 as now, pg_notify('chain_employer', 'bench')`,
  );
  return rows[0]?.now ?? NaN;
}

async function untilHandled(scene: Scene, cases: string[]): Promise<void> {
  for (;;) {
    const { rowCount } = await scene.sql.query(
      `select 1 from police.event left join casefile.chain_event seen on seen.event_id = police.event.id
       where police.event.case_id = any ($1) and seen.event_id is not null offset $2 limit 1`,
      [cases, cases.length - 1],
    );
    if (rowCount !== 0) break;
    await pause(restBetweenLooks);
  }
  await scene.quiet();
}

async function resultOf({ sql }: Scene, cases: string[]): Promise<{ deliveries: number; ended: number }> {
  const events = producers.map((name) => `select addressees from ${name}.event where case_id = any ($1)`);
  const records = contexts.map((name) => `select xmin from ${name}.case_record where case_id = any ($1)`);
  const { rows } = await sql.query<{ deliveries: number; ended: number }>(
    `select (select sum(cardinality(addressees)) from (${events.join(' union all ')}) as event)::float8 as deliveries,
            (select extract(epoch from max(pg_xact_commit_timestamp(xmin))) from (${records.join(' union all ')}) as record)
              ::float8 * 1000 as ended`,
    [cases],
  );
  const [row] = rows;
  if (!row) throw new Error('nothing was delivered');
  return row;
}
