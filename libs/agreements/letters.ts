import type { ContextName } from '../contract/index.js';
import { storing } from '../platform/casework/case-store.js';
import type { LetterHandler } from '../platform/messaging/inbox.js';
import type { Letter } from '../platform/messaging/letter.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { keepCases, type CaseInHand } from './keeping.js';

export const agreementsSchema: ContextName = 'agreements';

/** Every event of the chain is a fact that the agreements rest on. */
export const factHandler = (
  catalogue: () => Catalogue,
  onStored: (letters: readonly Letter[]) => void,
): LetterHandler<CaseInHand> => ({
  begin: (record, now) => ({ record, now, news: [], letters: [] }),
  handle(work, { event }) {
    work.news.push(event);
  },
  async conclude(client, works) {
    await keepCases(client, catalogue(), works);
  },
  store(works) {
    const letters = works.flatMap((work) => work.letters);
    return storing(agreementsSchema, [], letters, []);
  },
  stored(works) {
    const letters = works.flatMap((work) => work.letters);
    if (letters.length > 0) onStored(letters);
  },
});
