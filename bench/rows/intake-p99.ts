import { percentile, type Pair } from '../figures.js';
import type { Load } from '../load.js';
import type { Stage } from '../stage.js';

const amounts = {
  small: { requests: 1_500, warmUpMs: 300, measuredMs: 1_200 },
  full: { requests: 10_000, warmUpMs: 1_000, measuredMs: 3_000 },
};

/**
 * Milliseconds within which 99 of 100 reports are answered, when they arrive at half of the rate that each side
 * can take at most. The rate is measured just before; both get as many requests.
 */
export async function intakeP99Round(stage: Stage): Promise<Pair> {
  const { floorIntake, door } = await stage.scene();
  const amount = amounts[stage.settings.scale];
  const floor = await p99AtHalfOfMost(floorIntake, amount);
  return { ours: await p99AtHalfOfMost(door, amount), floor };
}

async function p99AtHalfOfMost(load: Load, { requests, warmUpMs, measuredMs }: typeof amounts.full): Promise<number> {
  const most = await load.perSecond(warmUpMs, measuredMs);
  return percentile(await load.latenciesAt(most / 2, requests), 0.99);
}
