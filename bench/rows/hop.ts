import { setTimeout as pause } from 'node:timers/promises';
import { median, type Pair } from '../figures.js';
import type { Scene } from '../scene.js';
import type { Stage } from '../stage.js';

const samplesOf = { small: 25, full: 60 };
/** Between two, so that everybody waits again when the next one comes. */
const restMs = 30;

/**
 * Milliseconds from one agency to the next, one report at a time (p50), nothing else being on its way. Ours: from the
 * commit that stores the report to the commit that stores the police report, both as PostgreSQL noted them. The floor:
 * from adding a job until the worker has it.
 */
export async function hopRound(stage: Stage): Promise<Pair> {
  const scene = await stage.scene();
  const samples = samplesOf[stage.settings.scale];
  const floor = (await scene.floorQueue.ask({ measure: 'hop', samples, restMs })) as number;
  const reports: string[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const { caseId } = (await scene.ourIntake.one()) as { caseId: string };
    reports.push(caseId);
    while (!(await isReceived(scene, caseId))) await pause(restMs);
    // What follows at all the others, too: else the next one would come amid the work on this one.
    await scene.quiet();
    await pause(restMs);
  }
  return { ours: median(await hopsOf(scene, reports)), floor };
}

async function isReceived({ sql }: Scene, caseId: string): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from police.event where case_id = $1', [caseId]);
  return rowCount !== 0;
}

async function hopsOf({ sql }: Scene, reports: string[]): Promise<number[]> {
  const { rows } = await sql.query<{ ms: number }>(
    `select extract(epoch from pg_xact_commit_timestamp(received.tx::xid) - pg_xact_commit_timestamp(submitted.tx::xid))
              ::float8 * 1000 as ms
     from employer.event submitted join police.event received using (case_id)
     where case_id = any ($1) and submitted.envelope ->> 'type' = 'incident-report.submitted'
       and received.envelope ->> 'type' = 'police-report.received'`,
    [reports],
  );
  if (rows.length !== reports.length) throw new Error(`${rows.length} of ${reports.length} reports have one effect`);
  return rows.map((row) => row.ms);
}
