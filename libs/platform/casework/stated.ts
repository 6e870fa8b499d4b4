/** Only the members that have a value: what is not stated is not stored and does not travel. */
export const stated = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
