import type { TimelineExpectation } from '../scenario.js';

export interface Happening {
  type: string;
  occurredAt: string;
}

/** Agreements have status events of their own, which are in no timeline. */
export const isOfTimeline = ({ type }: Happening): boolean => !type.startsWith('agreement.');

/** What is wrong with a timeline, line by line; empty when it is as expected. */
export function timelineFaults(actual: readonly Happening[], expected: TimelineExpectation): string[] {
  const happenings = actual.filter(isOfTimeline);
  return [
    ...orderFaults(happenings),
    ...(expected.types ? exactFaults(happenings, expected.types) : []),
    ...(expected.includes ? inclusionFaults(happenings, expected.includes) : []),
    ...(expected.excludes ?? [])
      .filter((type) => happenings.some((happening) => happening.type === type))
      .map((type) => `${type} must not be seen by this reader`),
  ];
}

function orderFaults(happenings: readonly Happening[]): string[] {
  return happenings.flatMap(({ type, occurredAt }, index) => {
    const before = happenings[index - 1];
    const late = before && Date.parse(before.occurredAt) > Date.parse(occurredAt);
    return late ? [`not in order of happening: ${type} (${occurredAt}) comes after ${before.type}`] : [];
  });
}

/** The types that happened at one moment, moment by moment: among themselves they have no order. */
function moments(happenings: readonly Happening[]): string[][] {
  const byMoment = new Map<number, string[]>();
  const inOrder = [...happenings].sort((one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt));
  for (const { type, occurredAt } of inOrder) {
    const at = Date.parse(occurredAt);
    byMoment.set(at, [...(byMoment.get(at) ?? []), type]);
  }
  return [...byMoment.values()];
}

function exactFaults(happenings: readonly Happening[], expected: readonly string[]): string[] {
  const aligned = inExpectedOrder(happenings, expected);
  const same = aligned.length === expected.length && aligned.every((type, index) => type === expected[index]);
  return same ? [] : difference(expected, aligned);
}

/** The types that happened, those of one moment put in the order in which they are expected. */
function inExpectedOrder(happenings: readonly Happening[], expected: readonly string[]): string[] {
  let from = 0;
  return moments(happenings).flatMap((types) => {
    const next = expected.slice(from, from + types.length);
    from += types.length;
    const left = [...types];
    const taken = next.filter((type) => takeFrom(left, type));
    return [...taken, ...left];
  });
}

function inclusionFaults(happenings: readonly Happening[], expected: readonly string[]): string[] {
  let found = 0;
  for (const types of moments(happenings)) {
    const left = [...types];
    while (found < expected.length && takeFrom(left, expected[found]!)) found += 1;
  }
  if (found === expected.length) return [];
  const seen = happenings.map(({ type }) => type).join(', ');
  return [
    `${expected[found]} is missing${found > 0 ? ` after ${expected[found - 1]}` : ''}; seen: ${seen || 'nothing'}`,
  ];
}

function takeFrom(left: string[], type: string): boolean {
  const index = left.indexOf(type);
  if (index >= 0) left.splice(index, 1);
  return index >= 0;
}

/** Both lists in one: `-` expected and not there, `+` there and not expected. */
export function difference(expected: readonly string[], actual: readonly string[]): string[] {
  const lengths = commonLengths(expected, actual);
  const lines: string[] = [];
  let [left, right] = [0, 0];
  while (left < expected.length || right < actual.length) {
    if (left < expected.length && right < actual.length && expected[left] === actual[right]) {
      lines.push(`  ${expected[left]}`);
      left += 1;
      right += 1;
    } else if (
      right >= actual.length ||
      (left < expected.length && lengths[left + 1]![right]! >= lengths[left]![right + 1]!)
    ) {
      lines.push(`- ${expected[left]}`);
      left += 1;
    } else {
      lines.push(`+ ${actual[right]}`);
      right += 1;
    }
  }
  return lines;
}

/** The length of the longest common subsequence from each pair of places on. */
function commonLengths(one: readonly string[], other: readonly string[]): number[][] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (let left = one.length - 1; left >= 0; left -= 1)
    for (let right = other.length - 1; right >= 0; right -= 1)
      lengths[left]![right] =
        one[left] === other[right]
          ? lengths[left + 1]![right + 1]! + 1
          : Math.max(lengths[left + 1]![right]!, lengths[left]![right + 1]!);
  return lengths;
}
