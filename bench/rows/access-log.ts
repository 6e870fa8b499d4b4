import type pg from 'pg';
import { Desk, type WithStatement } from '../../libs/platform/persistence/desk.js';
import type { Pair } from '../figures.js';
import type { Stage } from '../stage.js';
import { storingStatement, type StoringStatement } from '../stored-report.js';

const connections = 8;
const reportsPerTurn = 100;
const turns = 16;
const warmUpMs = 500;
const measuredMs = 2_000;

/**
 * What the access log costs of a report that is taken. Measured are the intake as it is, and the statement that
 * stores a report, with and without what it enters in the log, in turns. Ours: reports per second. The floor: what
 * that would be without, by the difference of the two statements.
 */
export async function accessLogRound(stage: Stage, round: number): Promise<Pair> {
  const scene = await stage.scene();
  const { caseId } = (await scene.door.one()) as { caseId: string };
  const statement = await storingStatement(scene.doorUrl, caseId);
  const desk = await Desk.connect({ schema: 'employer', url: scene.deskUrl, poolSize: connections });
  try {
    const seconds = { with: 0, without: 0 };
    for (let turn = 0; turn < turns; turn += 1) {
      // Who goes first changes, so that neither always finds what the other has warmed up.
      for (const logged of turn % 2 === 0 ? [true, false] : [false, true])
        seconds[logged ? 'with' : 'without'] += await secondsFor(desk, statement, logged);
    }
    const reports = turns * reportsPerTurn;
    const more = (seconds.with - seconds.without) / reports;
    const ours = await scene.door.perSecond(warmUpMs, measuredMs);
    const [logged, unlogged] = [reports / seconds.with, reports / seconds.without].map((rate) => rate.toFixed(0));
    console.error(
      `access log ${String(round)}: the statement alone ${logged ?? ''} per second, without the log ${unlogged ?? ''}`,
    );
    return { ours, floor: 1 / (1 / ours - more) };
  } finally {
    await desk.close();
  }
}

async function secondsFor(desk: Desk, statement: StoringStatement, logged: boolean): Promise<number> {
  const left = Array.from({ length: reportsPerTurn }, () => statement.next(logged));
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, () => storeAll(desk, statement.organisation, left)));
  return (performance.now() - begun) / 1000;
}

async function storeAll(desk: Desk, organisation: string, left: WithStatement[]): Promise<void> {
  for (let next = left.pop(); next !== undefined; next = left.pop())
    await desk.write<pg.QueryResultRow>(organisation, next);
}
