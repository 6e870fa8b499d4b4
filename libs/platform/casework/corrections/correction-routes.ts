import { correctEvent, partKinds, type PartKind } from '../../../contract/index.js';
import { collections } from '../collections.js';
import type { CommandRoute } from '../command-route.js';
import { CorrectEventBody } from './correction-body.js';

/** How an event of a part is corrected; every kind of part has it. */
export const correctionRoute = (part: PartKind): CommandRoute => ({
  part,
  command: correctEvent,
  path: `${collections[part]}/:id/corrections`,
  body: CorrectEventBody,
  summary: 'An event that was recorded wrongly gets its right time or contents; the history keeps both',
  example: {
    event: '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11',
    reason: 'The wrong day was entered.',
    occurredAt: '2014-03-03T09:10:00+01:00',
  },
});

export const correctionRoutes: readonly CommandRoute[] = partKinds.map(correctionRoute);
