/** What is missing of the expected types, in this order and among others; undefined when nothing is. */
export function notificationFault(delivered: readonly string[], expected: readonly string[]): string | undefined {
  let found = 0;
  for (const type of delivered) if (found < expected.length && type === expected[found]) found += 1;
  if (found === expected.length) return undefined;
  const after = found > 0 ? ` after ${expected[found - 1]}` : '';
  return `${expected[found]} was not delivered${after}; delivered: ${delivered.join(', ') || 'nothing'}`;
}
