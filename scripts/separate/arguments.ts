import type { ContextName } from '../../libs/contract/index.js';

export const contextApps = [
  'employer',
  'police',
  'prosecution',
  'halt',
  'recovery',
  'casefile',
] as const satisfies readonly ContextName[];
export type ContextApp = (typeof contextApps)[number];

export class UsageFailure extends Error {
  override readonly name = 'UsageFailure';
}

const mostProcesses = 8;

/** `--police 2`: how many processes hold each context; one, where nothing is said. */
export function readCounts(given: readonly string[]): Record<ContextApp, number> {
  const counts = Object.fromEntries(contextApps.map((app) => [app, 1])) as Record<ContextApp, number>;
  const words = given.flatMap((word) => word.split('='));
  for (let place = 0; place < words.length; place += 2) {
    const app = contextApps.find((name) => `--${name}` === words[place]);
    const count = Number(words[place + 1]);
    if (!app || !Number.isInteger(count) || count < 1 || count > mostProcesses) {
      throw new UsageFailure(
        `npm run start:separate -- --police 2 …: a context (${contextApps.join(', ')}) and how many processes, 1 to ${String(mostProcesses)}.`,
      );
    }
    counts[app] = count;
  }
  return counts;
}
