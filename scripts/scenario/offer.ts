import { partKinds, type PartKind } from '../../libs/contract/index.js';
import { isObject, textOf } from './json.js';

/** A command as the API offers it. */
export interface CommandOffer {
  command: string;
  part: string;
  /** With a parameter for the part, where there is one. */
  path: string;
}

/** What the API offers, read from its OpenAPI document. */
export class Offer {
  constructor(
    readonly commands: readonly CommandOffer[],
    /** Every path that can be read with GET. */
    readonly readable: readonly string[],
  ) {}

  static from(document: unknown): Offer {
    const paths = isObject(document) && isObject(document.paths) ? document.paths : {};
    const commands: CommandOffer[] = [];
    const readable: string[] = [];
    for (const [path, item] of Object.entries(paths)) {
      if (!isObject(item)) continue;
      if (item.get) readable.push(path);
      const post = isObject(item.post) ? item.post : {};
      const command = textOf(post['x-command']);
      if (command) commands.push({ command, part: textOf(post['x-part']) ?? '', path });
    }
    return new Offer(commands, readable);
  }

  /** The command for the first of these parts that it is offered for. */
  find(command: string, parts: readonly string[]): CommandOffer | undefined {
    const offered = this.commands.filter((offer) => offer.command === command);
    const fitting = parts.flatMap((part) => offered.filter((offer) => offer.part === part));
    return fitting[0] ?? (offered.length === 1 ? offered[0] : undefined);
  }

  offers(command: string): boolean {
    return this.commands.some((offer) => offer.command === command);
  }
}

/** The collection under which each kind of part is read. */
export const collectionOf = (kind: PartKind): string => `/v1/${kind}s`;

export const kindOfCollection = (path: string): PartKind | undefined =>
  partKinds.find((kind) => path === collectionOf(kind) || path.startsWith(`${collectionOf(kind)}/`));

/** The path with its parameters filled in, in their order. */
export const filled = (path: string, ...values: string[]): string => {
  const left = [...values];
  return path.replaceAll(/\{[^}]+\}/g, (parameter) => encodeURIComponent(left.shift() ?? parameter));
};

export const parameterCount = (path: string): number => path.match(/\{[^}]+\}/g)?.length ?? 0;

/**
 * Which kinds of part `on` can mean, the likeliest first. A strand is wherever it is: the role that acts
 * says at whom the command is aimed.
 */
export function partsMeant(on: string, role: string): PartKind[] {
  if (on === 'report') return ['incident-report'];
  if (on.startsWith('police:')) return ['police-report'];
  if (on.startsWith('claim:')) return ['claim'];
  if (on.startsWith('om:')) return ['file'];
  if (on.startsWith('halt:')) return ['halt-referral'];
  if (role === 'halt_coordinator') return ['halt-referral', 'file', 'police-report'];
  if (role.startsWith('police_') || role === 'assistant_prosecutor') return ['police-report', 'file', 'halt-referral'];
  return ['file', 'halt-referral', 'police-report'];
}
