import { parse, v5, v7 } from 'uuid';
import { chance } from './chance.js';

const lengthOfChance = 16;

/** A new identifier; later ones sort later, but for those of the same millisecond. */
export const newIdentifier = (): string => v7({ random: chance(lengthOfChance) });

/** An identifier that is the same whenever the same entry is decided again. */
export function identifierFrom(entryId: string): (name: string) => string {
  let namespace: Uint8Array | undefined;
  return (name) => v5(Buffer.from(name), (namespace ??= parse(entryId)));
}
