import type { ContextName } from '../contract/index.js';
import { storeWork } from '../platform/casework/case-store.js';
import type { LetterHandler } from '../platform/messaging/inbox.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { keepCases, type CaseInHand } from './keeping.js';

export const agreementsSchema: ContextName = 'agreements';

/** Every event of the chain is a fact that the agreements rest on. */
export const factHandler = (catalogue: () => Catalogue, onStored: () => void): LetterHandler<CaseInHand> => ({
  begin: (record, now) => ({ record, now, news: [], letters: [] }),
  handle(work, { event }) {
    work.news.push(event);
  },
  async conclude(client, works) {
    await keepCases(client, catalogue(), works);
  },
  async store(client, works) {
    await storeWork(
      client,
      agreementsSchema,
      [],
      works.flatMap((work) => work.letters),
      [],
    );
  },
  stored(works) {
    if (works.some((work) => work.letters.length > 0)) onStored();
  },
});
