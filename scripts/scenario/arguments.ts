import type { PlayOptions } from './play.js';
import { checkKinds, type CheckKind } from './scenario.js';

export class UsageFault extends Error {}

export const usage = `npm run scenario -- FILE… [--url URL] [--issuer URL] [--together] [--only KIND,…] [--quiet]

Plays scenario files against a running system, or against one that it starts.
  --url URL      the system to play on; its clock must be a scenario clock
  --issuer URL   who issues its tokens; without it, the system says so itself
  --together     all files side by side, their steps merged in time order
  --only KIND,…  check only these kinds: ${checkKinds.join(', ')}
  --quiet        only the summary`;

export interface Arguments {
  files: string[];
  options: PlayOptions;
  quiet: boolean;
}

export function readArguments(given: readonly string[]): Arguments {
  const files: string[] = [];
  const options: PlayOptions = {};
  let quiet = false;
  const left = [...given];
  const valueOf = (name: string, joined: string | undefined): string => {
    const value = joined ?? left.shift();
    if (!value) throw new UsageFault(`${name} needs a value`);
    return value;
  };
  while (left.length > 0) {
    const [name, joined] = splitOption(left.shift()!);
    if (name === '--url') options.url = valueOf(name, joined);
    else if (name === '--issuer') options.issuer = valueOf(name, joined);
    else if (name === '--only') options.only = kindsIn(valueOf(name, joined));
    else if (name === '--together') options.together = true;
    else if (name === '--quiet') quiet = true;
    else if (name.startsWith('-')) throw new UsageFault(`unknown option ${name}`);
    else files.push(name);
  }
  if (files.length === 0) throw new UsageFault('no scenario files are named');
  return { files, options, quiet };
}

function splitOption(text: string): [string, string | undefined] {
  const [, name, value] = /^(--[a-z]+)=(.*)$/s.exec(text) ?? [];
  return name === undefined ? [text, undefined] : [name, value];
}

function kindsIn(text: string): CheckKind[] {
  return text.split(',').map((name) => {
    const kind = checkKinds.find((known) => known === name.trim());
    if (!kind) throw new UsageFault(`unknown kind of expectation ${name}; there are ${checkKinds.join(', ')}`);
    return kind;
  });
}
