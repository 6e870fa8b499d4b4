/** Only the members that have a value: what is not stated is not stored and does not travel. */
export function stated<Value extends object>(value: Value): Value {
  const members = value as Record<string, unknown>;
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(members)) if (members[name] !== undefined) found[name] = members[name];
  return found as Value;
}
