import type { Pair } from '../figures.js';
import type { Load } from '../load.js';
import type { Scene } from '../scene.js';

const warmUpMs = 1_000;
const measuredMs = 3_000;
/** Before the first round, until the compiler has done its work. */
const reportsToWarmUp = 6_000;

/**
 * Reports accepted per second, on 32 connections. Ours: the employer's app as `npm run start:separate` has it, with
 * its relay at work; what the other agencies do with the reports later is not part of it, as it is not of the floor.
 */
export async function intakeRound({ floorIntake, door }: Scene, round: number): Promise<Pair> {
  if (round === 0) await Promise.all([floorIntake.send(reportsToWarmUp), door.send(reportsToWarmUp)]);
  return compared(floorIntake, door);
}

/** The same with the whole chain in one process, which handles at the same time everything that follows. */
export async function intakeAtWorkRound(scene: Scene): Promise<Pair> {
  const pair = await compared(scene.floorIntake, scene.ourIntake);
  await scene.quiet();
  return pair;
}

async function compared(floor: Load, ours: Load): Promise<Pair> {
  const floorRate = await floor.perSecond(warmUpMs, measuredMs);
  return { floor: floorRate, ours: await ours.perSecond(warmUpMs, measuredMs) };
}
