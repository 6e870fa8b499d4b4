/** Reads settings one by one and collects what is wrong with them, so that all of it is told at once. */
export interface Settings {
  /** The text of a setting; an empty one is as good as none. */
  text(name: string): string | undefined;
  whole(name: string, otherwise: number, least: number, most: number): number;
  oneOf<Value extends string>(name: string, otherwise: Value, values: readonly Value[]): Value;
  /** An address with one of these protocols. */
  url(name: string, protocols: readonly string[], value?: string): string | undefined;
  wrong(name: string, words: string): void;
}

export const readingFrom = (
  environment: Readonly<Record<string, string | undefined>>,
): Settings & { problems: readonly string[] } => {
  const problems: string[] = [];
  const wrong = (name: string, words: string): void => void problems.push(`${name} ${words}`);
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  return {
    problems,
    wrong,
    text,
    whole: (name, otherwise, least, most) => {
      const given = text(name);
      if (given === undefined) return otherwise;
      const value = Number(given);
      if (/^\d{1,12}$/.test(given) && value >= least && value <= most) return value;
      wrong(name, `must be a whole number from ${least} to ${most}, but is "${given}"`);
      return otherwise;
    },
    oneOf: (name, otherwise, values) => {
      const given = text(name);
      const value = given === undefined ? otherwise : values.find((candidate) => candidate === given);
      if (value === undefined) wrong(name, `must be one of ${values.join(', ')}, but is "${given}"`);
      return value ?? otherwise;
    },
    url: (name, protocols, value = text(name)) => {
      if (value === undefined) return undefined;
      // The address itself may hold a password, so it is not repeated.
      const fitting = URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).host !== '';
      if (!fitting) wrong(name, `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`);
      return fitting ? value : undefined;
    },
  };
};
