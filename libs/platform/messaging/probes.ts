import type { ContextName } from '../../contract/index.js';
import type { Database } from '../persistence/database.js';
import type { Measured } from '../telemetry/backlog.js';
import type { Probe } from '../telemetry/measuring.js';
import type { Post } from './post.js';

/** What was committed in this schema and not handed to the post, by the index that the relay uses. */
export const outboxProbe = (database: Database, context: ContextName): Probe => ({
  context,
  measures: ['outboxEvents', 'outboxAge'],
  measure: () =>
    only(database, {
      name: `outbox-measure-${context}`,
      text: `select (select count(*) from ${context}.event where published_at is null) as "outboxEvents",
                    coalesce((select ${secondsSince('committed_at')} from ${context}.event
                              where published_at is null order by position limit 1), 0) as "outboxAge"`,
    }),
});

/** What came and waits, for an earlier letter or for somebody who looks at it. */
export const lettersProbe = (database: Database, context: ContextName): Probe => ({
  context,
  measures: ['lettersWaiting', 'lettersParked'],
  measure: () =>
    only(database, {
      name: `letters-measure-${context}`,
      text: `select count(*) filter (where error is null) as "lettersWaiting",
                    count(*) filter (where error is not null) as "lettersParked"
             from ${context}.pending_letter`,
    }),
});

export const queueProbe = (post: Post, context: ContextName): Probe => ({
  context,
  measures: ['queueBags', 'queueLetters', 'queueAge'],
  async measure() {
    const { bags, letters, oldestAt } = await post.depthOf(context);
    const queueAge = oldestAt === undefined ? 0 : Math.max(0, (Date.now() - oldestAt) / 1000);
    return { queueBags: bags, queueLetters: letters, queueAge };
  },
});

const secondsSince = (column: string): string => `greatest(0, date_part('epoch', clock_timestamp() - ${column}))`;

/** The one row of a question about numbers. */
export async function only(database: Database, statement: { name: string; text: string }): Promise<Measured> {
  const [row] = await database.query<Record<string, number>>(statement);
  return row ?? {};
}
