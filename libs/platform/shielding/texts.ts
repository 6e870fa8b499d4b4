/** A text of a body or a state, and where it stands. */
export interface PlacedText {
  /** JSON pointer: `/victims/0/function`. */
  pointer: string;
  text: string;
}

/** Every text in a value: what nobody has thought of is looked at too. */
export function textsIn(value: unknown, pointer = ''): PlacedText[] {
  if (typeof value === 'string') return [{ pointer, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => textsIn(inner, `${pointer}/${escaped(member)}`));
}

/** The texts of this name, wherever they stand: as `textsIn` would find them among all others. */
export function textsCalled(name: string, value: unknown, pointer = ''): PlacedText[] {
  if (typeof value !== 'object' || value === null) return [];
  const found: PlacedText[] = [];
  for (const [member, inner] of Object.entries(value) as [string, unknown][]) {
    if (member === name && typeof inner === 'string') found.push({ pointer: `${pointer}/${name}`, text: inner });
    else if (typeof inner === 'object') found.push(...textsCalled(name, inner, `${pointer}/${escaped(member)}`));
  }
  return found;
}

const escaped = (member: string): string => member.replaceAll('~', '~0').replaceAll('/', '~1');

/** The same value with other texts; the value itself where nothing changes. */
export function withTexts<Value>(value: Value, other: (text: string) => string): Value {
  if (typeof value === 'string') return other(value) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => withTexts(item, other));
    return items.some((item, index) => item !== value[index]) ? (items as Value) : value;
  }
  const members = Object.entries(value).map(([member, inner]) => [member, withTexts(inner, other)] as const);
  const before = value as Record<string, unknown>;
  return members.some(([member, inner]) => inner !== before[member]) ? (Object.fromEntries(members) as Value) : value;
}
