import type { Pair } from '../figures.js';
import type { Load } from '../load.js';
import type { Scene } from '../scene.js';

const warmUpMs = 1_000;
const measuredMs = 3_000;

/**
 * Reports accepted per second, on 32 connections. Ours: the employer's app as `npm run start:separate` has it, with
 * its relay at work; what the other agencies do with the reports later is not part of it, as it is not of the floor.
 */
export const intakeRound = ({ floorIntake, door }: Scene): Promise<Pair> => compared(floorIntake, door);

/** The same with the whole chain in one process, which handles at the same time everything that follows. */
export async function intakeAtWorkRound({ floorIntake, ourIntake, quiet }: Scene): Promise<Pair> {
  const pair = await compared(floorIntake, ourIntake);
  await quiet();
  return pair;
}

async function compared(floor: Load, ours: Load): Promise<Pair> {
  const floorRate = await floor.perSecond(warmUpMs, measuredMs);
  return { floor: floorRate, ours: await ours.perSecond(warmUpMs, measuredMs) };
}
