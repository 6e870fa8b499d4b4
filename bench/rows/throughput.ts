import { setTimeout as pause } from 'node:timers/promises';
import type { Pair } from '../figures.js';
import type { Scene } from '../scene.js';
import type { Stage } from '../stage.js';

const amounts = { small: { reports: 400, jobs: 1_000 }, full: { reports: 1_000, jobs: 2_000 } };
const restBetweenLooks = 100;

/**
 * Deliveries per second of a backlog: an event that three contexts are to handle counts three times. Ours: relay,
 * queue and inbox, with everything that the contexts do and the events that they send in turn; from the moment
 * the backlog is let go until the last commit. The floor: jobs of a backlog that a worker which does nothing
 * gets through.
 */
export async function throughputRound(stage: Stage): Promise<Pair> {
  const scene = await stage.scene();
  const { reports, jobs } = amounts[stage.settings.scale];
  const floor = (await scene.floorQueue.ask({ measure: 'rate', jobs })) as number;
  await holdBack(scene);
  await scene.ourIntake.send(reports);
  await pause(500);
  const cases = await backlogOf(scene, reports);
  const begun = await letGo(scene);
  await untilHandled(scene, cases);
  const { deliveries, ended } = await resultOf(scene, cases);
  return { ours: deliveries / ((ended - begun) / 1000), floor };
}

/** New events of the employer seem to have been handed over already. */
async function holdBack({ sql }: Scene): Promise<void> {
  await sql.query(`create or replace function public.hold_back() returns trigger language plpgsql as $$
    begin new.published_at := 'infinity'; return new; end $$`);
  await sql.query(`create or replace trigger hold_back before insert on employer.event
    for each row execute function public.hold_back()`);
}

async function backlogOf({ sql }: Scene, reports: number): Promise<string[]> {
  const { rows } = await sql.query<{ case_id: string }>(
    `select case_id from employer.event where published_at = 'infinity'`,
  );
  if (rows.length !== reports) throw new Error(`${rows.length} of ${reports} reports are held back`);
  return rows.map((row) => row.case_id);
}

async function letGo({ sql }: Scene): Promise<number> {
  await sql.query('drop trigger hold_back on employer.event');
  await sql.query(`update employer.event set published_at = null where published_at = 'infinity'`);
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

const contexts = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'casefile'];
const producers = contexts.filter((context) => context !== 'casefile');

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
