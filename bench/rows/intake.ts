import type { Pair } from '../figures.js';
import type { Load } from '../load.js';
import type { Stage } from '../stage.js';

const amounts = {
  small: { reportsToWarmUp: 2_000, warmUpMs: 500, measuredMs: 1_500 },
  // Before the first round, until the compiler has done its work.
  full: { reportsToWarmUp: 6_000, warmUpMs: 1_000, measuredMs: 3_000 },
};

/**
 * Reports accepted per second, on 32 connections. Ours: the employer's app as `npm run start:separate` has it, with
 * its relay at work; what the other agencies do with the reports later is not part of it, as it is not of the floor.
 */
export async function intakeRound(stage: Stage, round: number): Promise<Pair> {
  const { floorIntake, door } = await stage.scene();
  const amount = amounts[stage.settings.scale];
  if (round === 0) await Promise.all([floorIntake.send(amount.reportsToWarmUp), door.send(amount.reportsToWarmUp)]);
  return compared(floorIntake, door, amount);
}

/** The same with the whole chain in one process, which handles at the same time everything that follows. */
export async function intakeAtWorkRound(stage: Stage): Promise<Pair> {
  const scene = await stage.scene();
  const pair = await compared(scene.floorIntake, scene.ourIntake, amounts[stage.settings.scale]);
  await scene.quiet();
  return pair;
}

async function compared(floor: Load, ours: Load, { warmUpMs, measuredMs }: typeof amounts.full): Promise<Pair> {
  const floorRate = await floor.perSecond(warmUpMs, measuredMs);
  return { floor: floorRate, ours: await ours.perSecond(warmUpMs, measuredMs) };
}
