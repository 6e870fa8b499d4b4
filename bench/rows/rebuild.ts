import { catalogueOf } from '../../libs/agreements/catalogue/catalogue.js';
import { rebuild as rebuildAgreements } from '../../libs/agreements/rebuild.js';
import { rebuild as rebuildCasefile } from '../../libs/casefile/rebuild.js';
import { Database } from '../../libs/platform/persistence/database.js';
import { urlAs } from '../../libs/platform/persistence/roles.js';
import { populateEvents } from '../populations/events.js';
import { databaseWith, type Scale } from '../populations/scale.js';

const now = '2014-06-01T10:00:00.000Z';

export interface RebuildRates {
  casefile: number;
  agreements: number;
}

/** Events per second of a whole rebuild, of tables that were lost: everything is read, decided and written anew. */
export async function rebuildRates({ url, secret, many }: Scale): Promise<RebuildRates> {
  const own = await databaseWith({ url, secret }, `rebuilt_${String(many)}`, (pool) => populateEvents(pool, many));
  const administrator = await Database.connect({ schema: 'access', url: own, poolSize: 1 });
  const casefile = await Database.connect({ schema: 'casefile', url: urlAs(own, 'casefile', secret) });
  const agreements = await Database.connect({ schema: 'agreements', url: urlAs(own, 'agreements', secret) });
  try {
    for (const tables of lost) await administrator.query({ text: `truncate ${tables}` });
    return {
      casefile: await rate(async () => (await rebuildCasefile(casefile)).events),
      agreements: await rate(async () => (await rebuildAgreements(agreements, catalogueOf(), now)).facts),
    };
  } finally {
    await Promise.all([administrator.close(), casefile.close(), agreements.close()]);
  }
}

const lost = [
  ['chain_event', 'feed', 'summary', 'part', 'party', 'case_record'].map((table) => `casefile.${table}`).join(', '),
  ['fact', 'clock', 'tally', 'duration'].map((table) => `agreements.${table}`).join(', '),
];

async function rate(work: () => Promise<number>): Promise<number> {
  const begun = performance.now();
  const events = await work();
  if (events === 0) throw new Error('nothing was made anew');
  return events / ((performance.now() - begun) / 1000);
}

/** Of both, one after the other: events per second. */
export async function rebuildRate(scale: Scale): Promise<number> {
  const { casefile, agreements } = await rebuildRates(scale);
  return 2 / (1 / casefile + 1 / agreements);
}
