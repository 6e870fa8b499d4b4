import { catalogueOf, type CatalogueDocument } from '../../libs/agreements/catalogue/catalogue.js';
import { rebuild as rebuildAgreements } from '../../libs/agreements/rebuild.js';
import { rebuild as rebuildCasefile } from '../../libs/casefile/rebuild.js';
import type { Database } from '../../libs/platform/persistence/database.js';
import { asTool, ToolFailure } from '../running-system.js';

/** How much was done, and of what it was made. */
interface Progress {
  cases: number;
  from: number;
}

type Rebuild = (database: Database, onProgress: (so: Progress) => void) => Promise<Progress>;

const rebuilds: Record<'casefile' | 'agreements', Rebuild> = {
  async casefile(database, onProgress) {
    const { cases, events } = await rebuildCasefile(database, (so) => {
      onProgress({ cases: so.cases, from: so.events });
    });
    return { cases, from: events };
  },
  async agreements(database, onProgress) {
    const loaded = await database.query<{ document: CatalogueDocument }>({
      text: 'select document from agreements.catalogue_document order by position',
    });
    const catalogue = catalogueOf(loaded.map(({ document }) => document));
    const { cases, facts } = await rebuildAgreements(database, catalogue, await nowOf(database), (so) => {
      onProgress({ cases: so.cases, from: so.facts });
    });
    return { cases, from: facts };
  },
};

/** The time of the system, also where a scenario set it. */
async function nowOf(database: Database): Promise<string> {
  const [row] = await database.query<{ now: Date }>({ text: 'select now from access.clock' });
  return (row?.now ?? new Date()).toISOString();
}

/** `npm run rebuild -- casefile|agreements`: makes it anew from the events; the system may run meanwhile. */
await asTool(async (system) => {
  const [what, ...others] = process.argv.slice(2);
  if ((what !== 'casefile' && what !== 'agreements') || others.length > 0) {
    throw new ToolFailure('npm run rebuild -- casefile|agreements');
  }
  const database = await system.connect(what);
  try {
    const begun = performance.now();
    const { cases, from } = await rebuilds[what](database, (so) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${String(so.cases)} cases, ${String(so.from)} events `);
    });
    const seconds = (performance.now() - begun) / 1000;
    if (process.stdout.isTTY) process.stdout.write('\r');
    const pace = Math.round(from / Math.max(seconds, 0.001));
    console.log(
      `Rebuilt ${String(cases)} cases from ${String(from)} events in ${seconds.toFixed(1)} s (${String(pace)} per second).`,
    );
  } finally {
    await database.close();
  }
});
