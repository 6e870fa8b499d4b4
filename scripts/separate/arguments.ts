import { contexts, type ContextName } from '../../libs/contract/index.js';

export class UsageFailure extends Error {
  override readonly name = 'UsageFailure';
}

const mostProcesses = 8;

/** `--police 2`: how many processes hold each context; one, where nothing is said. */
export function readCounts(given: readonly string[]): Record<ContextName, number> {
  const counts = Object.fromEntries(contexts.map((app) => [app, 1])) as Record<ContextName, number>;
  const words = given.flatMap((word) => word.split('='));
  for (let place = 0; place < words.length; place += 2) {
    const app = contexts.find((name) => `--${name}` === words[place]);
    const count = Number(words[place + 1]);
    if (!app || !Number.isInteger(count) || count < 1 || count > mostProcesses) {
      throw new UsageFailure(
        `npm run start:separate -- --police 2 …: a context (${contexts.join(', ')}) and how many processes, 1 to ${String(mostProcesses)}.`,
      );
    }
    counts[app] = count;
  }
  return counts;
}
