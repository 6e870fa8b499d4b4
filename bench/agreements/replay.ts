import { assess } from '../../libs/agreements/assess.js';
import { catalogueOf } from '../../libs/agreements/catalogue/catalogue.js';
import { factsOf } from '../../libs/agreements/facts.js';
import { meanCase } from '../populations/events.js';

/** Events per second that are assessed when a history is replayed, case by case. */
export function replayRate(): number {
  const catalogue = catalogueOf();
  const events = meanCase();
  const cases = 3_000;
  for (let warm = 0; warm < 300; warm += 1) assess(catalogue, factsOf(events), []);
  const begun = performance.now();
  for (let done = 0; done < cases; done += 1) assess(catalogue, factsOf(events), []);
  return (cases * events.length) / ((performance.now() - begun) / 1000);
}
