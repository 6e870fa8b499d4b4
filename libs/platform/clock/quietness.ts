import { contexts, producers } from '../../contract/index.js';
import type { Database } from '../persistence/database.js';

export interface Quietness {
  /** Nothing is on its way: every event was handled by everyone to whom it is addressed. */
  quiet: boolean;
  /** Letters that could not be handled, and hold up what comes behind them. */
  parked: number;
}

/** Which letters of one producer one addressee has not handled, as far as any were sent. */
const underway = (producer: string, addressee: string): string => `
  select 1 from ${producer}.case_record sender
  left join ${addressee}.case_record receiver on receiver.case_id = sender.case_id
  where (sender.sent ->> '${addressee}')::integer > coalesce((receiver.received ->> '${producer}')::integer, 0)`;

const pairs = producers.flatMap((producer) =>
  contexts.filter((addressee) => addressee !== producer).map((addressee) => underway(producer, addressee)),
);

/** Clocks that time has changed and that nobody was told of yet. */
const due = 'select 1 from agreements.clock where next_at <= (select now from access.clock)';

const statement = `
  select not exists (${pairs.join(' union all ')} union all ${due}) as quiet,
         (${contexts.map((context) => `(select count(*) from ${context}.pending_letter where error is not null)`).join(' + ')}) as parked`;

/** Whether anything is on its way anywhere in the chain. Looks at every case: for scenarios only. */
export async function quietness(database: Database): Promise<Quietness> {
  const [row] = await database.query<Quietness>({ name: 'quietness', text: statement });
  return row ?? { quiet: false, parked: 0 };
}
