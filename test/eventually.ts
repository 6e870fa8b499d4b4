import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 15_000;
const betweenLooksMs = 10;

/** Looks again and again until the expectations hold; what fails at the end is thrown. */
export async function eventually(expectations: () => Promise<void> | void, patience = patienceMs): Promise<void> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      await expectations();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(betweenLooksMs);
    }
  }
}
