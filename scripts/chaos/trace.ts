import { producers } from '../../libs/contract/index.js';
import type { Ask } from './checks/fault.js';
import type { Diary } from './diary.js';

const around = 3_000;
const mostLines = 120;

interface Line {
  at: number;
  words: string;
}

/** What happened to one case, in order, and what was broken around it. */
export async function traceOf(ask: Ask, diary: Diary, caseId: string): Promise<string[]> {
  const own = diary.remarks.filter((remark) => remark.caseId === caseId);
  const stored = await ask<{ at: Date; words: string }>(
    producers
      .map(
        (
          producer,
        ) => `select committed_at as at, format('    ${producer} tells %s %s to %s, numbers %s, after %s, published %s',
             envelope ->> 'type', id, array_to_string(addressees, ' '), numbers, after, published_at) as words
             from ${producer}.event where case_id = $1`,
      )
      .join(' union all '),
    [caseId],
  ).catch(() => []);
  const lines: Line[] = [...own, ...stored.map(({ at, words }) => ({ at: at.getTime(), words }))];
  const [first, last] = [Math.min(...lines.map(({ at }) => at)), Math.max(...lines.map(({ at }) => at))];
  const breaking = diary.remarks.filter(
    ({ at, caseId: of }) => of === undefined && at > first - around && at < last + around,
  );
  const all = [...lines, ...breaking.map(({ at, words }) => ({ at, words: `*** ${words}` }))];
  return all
    .sort((one, other) => one.at - other.at)
    .slice(-mostLines)
    .map(({ at, words }) => `${new Date(at).toISOString().slice(11, 23)} ${words}`);
}
