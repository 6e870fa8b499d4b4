import type { Diary } from './diary.js';

export interface Stored {
  events: number;
  letters: number;
  cases: number;
}

/** The counts of a run, one per line. */
export function reportLines(diary: Diary, { events, letters, cases }: Stored): string[] {
  const all: [string, number][] = [['cases', cases], ...diary.counts, ['events', events], ['letters', letters]];
  return [
    ...all.map(([name, count]) => `${name.padEnd(20)}${String(count).padStart(8)}`),
    ...mostFirst('accepted', diary.accepted),
    ...mostFirst('refused', diary.refused),
  ];
}

function mostFirst(what: string, counts: ReadonlyMap<string, number>): string[] {
  const sorted = [...counts].sort((one, other) => other[1] - one[1]);
  const sum = sorted.reduce((before, [, count]) => before + count, 0);
  return [
    `${what.padEnd(20)}${String(sum).padStart(8)}`,
    ...sorted.map(([kind, count]) => `  ${kind.padEnd(38)}${String(count).padStart(6)}`),
  ];
}

export const storedLetters = (producers: readonly string[]): string =>
  `select count(*)::integer as events, coalesce(sum(cardinality(addressees)), 0)::integer as letters,
          count(distinct case_id)::integer as cases
   from (${producers.map((producer) => `select case_id, addressees from ${producer}.event`).join(' union all ')}) sent`;
