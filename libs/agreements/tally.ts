import type { Client } from '../platform/persistence/database.js';
import { durationBucket, type ClockRow } from './clock-row.js';
import type { Outcome } from './clock.js';

/** In the figures a clock that is due soon still runs. */
const countedAs: Record<Outcome, string> = {
  running: 'running',
  due_soon: 'running',
  met: 'met',
  met_late: 'met_late',
  breached: 'breached',
  waived: 'waived',
  lapsed: 'lapsed',
};

const cellOf = (row: ClockRow): string =>
  JSON.stringify([row.agreement, row.clock.set, row.organisation ?? 'none', row.unit, row.sector, row.month]);

/** The changes to the compliance figures: what a row counted for before goes off, what it counts for now comes on. */
export class TallyChanges {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly durations = new Map<string, Map<number, number>>();

  remove(row: ClockRow): void {
    this.change(row, -1);
  }

  add(row: ClockRow): void {
    this.change(row, 1);
  }

  private change(row: ClockRow, by: number): void {
    if (row.informational) return;
    const cell = cellOf(row);
    bump(this.counts, cell, countedAs[row.outcome], by);
    const hours = row.outcome === 'met' || row.outcome === 'met_late' ? durationBucket(row.clock) : undefined;
    if (hours !== undefined) bump(this.durations, cell, hours, by);
  }

  async store(client: Client): Promise<void> {
    const counts = [...this.counts].flatMap(([cell, outcomes]) => {
      const changed = Object.fromEntries([...outcomes].filter(([, by]) => by !== 0));
      return Object.keys(changed).length > 0 ? [{ ...named(cell), ...changed }] : [];
    });
    const durations = [...this.durations].flatMap(([cell, hours]) =>
      [...hours].filter(([, by]) => by !== 0).map(([bucket, by]) => ({ ...named(cell), hours: bucket, count: by })),
    );
    await Promise.all([
      counts.length > 0 ? client.query({ ...countStatement, values: [JSON.stringify(counts)] }) : undefined,
      durations.length > 0 ? client.query({ ...durationStatement, values: [JSON.stringify(durations)] }) : undefined,
    ]);
  }
}

function bump<Key>(changes: Map<string, Map<Key, number>>, cell: string, key: Key, by: number): void {
  const found = changes.get(cell) ?? new Map<Key, number>();
  found.set(key, (found.get(key) ?? 0) + by);
  changes.set(cell, found);
}

function named(cell: string): object {
  const [agreement, set, organisation, unit, sector, month] = JSON.parse(cell) as string[];
  return { agreement, set_id: set, organisation, unit, sector, month };
}

const key = 'agreement, set_id, organisation, unit, sector, month';
const keyColumns = 'agreement text, set_id text, organisation text, unit text, sector text, month date';
const outcomes = ['running', 'met', 'met_late', 'breached', 'waived', 'lapsed'];

// Rows are taken in one order by everybody, so that two who count at once do not wait for each other in a ring.
const countStatement = {
  name: 'agreements-tally',
  text: `insert into agreements.tally (${key}, ${outcomes.join(', ')})
         select ${key}, ${outcomes.map((outcome) => `coalesce(${outcome}, 0)`).join(', ')}
         from jsonb_to_recordset($1::jsonb) as change (${keyColumns}, ${outcomes.map((outcome) => `${outcome} integer`).join(', ')})
         order by ${key}
         on conflict (${key}) do update set
         ${outcomes.map((outcome) => `${outcome} = agreements.tally.${outcome} + excluded.${outcome}`).join(', ')}`,
};

const durationStatement = {
  name: 'agreements-durations',
  text: `insert into agreements.duration (${key}, hours, count)
         select ${key}, hours, count
         from jsonb_to_recordset($1::jsonb) as change (${keyColumns}, hours integer, count integer)
         order by ${key}, hours
         on conflict (${key}, hours) do update set count = agreements.duration.count + excluded.count`,
};
