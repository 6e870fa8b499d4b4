import { endsAt, startsAt, type Scenario } from './scenario.js';

export interface Turn {
  scenario: number;
  step: number;
}

/** All steps of all scenarios in order of time; at the same moment in the order of the files. */
export function mergedTurns(scenarios: readonly Scenario[]): Turn[] {
  const turns = scenarios.flatMap(({ steps }, scenario) =>
    steps.map(({ at }, step) => ({ scenario, step, at: Date.parse(at) })),
  );
  return turns.sort((one, other) => one.at - other.at).map(({ scenario, step }) => ({ scenario, step }));
}

/** One scenario after the other, each in its own order. */
export const successiveTurns = (scenarios: readonly Scenario[]): Turn[] =>
  scenarios.flatMap(({ steps }, scenario) => steps.map((_step, step) => ({ scenario, step })));

/**
 * As few systems as possible: a clock goes forward only, so on one system a scenario can follow another
 * only if it begins when that one has ended. Gives per system the scenarios to play, in order.
 */
export function systemsFor<Item extends { scenario: Scenario }>(items: readonly Item[]): Item[][] {
  const systems: Item[][] = [];
  const byStart = [...items].sort((one, other) => startsAt(one.scenario) - startsAt(other.scenario));
  for (const item of byStart) {
    const free = systems.find((played) => endsAt(played.at(-1)!.scenario) <= startsAt(item.scenario));
    if (free) free.push(item);
    else systems.push([item]);
  }
  return systems;
}
