import { candidatesIn, marksOf, shapesOf, type Identity } from '../../libs/platform/leak-guard/index.js';
import { textsIn, type PlacedText } from '../../libs/platform/shielding/texts.js';

/** Something that is kept of a person, and where in the state of a case. */
export interface Mention {
  /** JSON pointer. */
  pointer: string;
  contents: unknown;
}

/** The smallest things that name this identifier: what surrounds them may be about others. */
export function mentionsOf(state: unknown, id: string, pointer = ''): Mention[] {
  if (typeof state !== 'object' || state === null) return [];
  const members: [string, unknown][] = Object.entries(state);
  const isNamed = members.some(([, value]) => value === id || (Array.isArray(value) && value.includes(id)));
  if (isNamed && !Array.isArray(state)) return [{ pointer, contents: state }];
  return members.flatMap(([member, value]) =>
    member === id ? [{ pointer: `${pointer}/${id}`, contents: value }] : mentionsOf(value, id, `${pointer}/${member}`),
  );
}

/** The texts that name the person, as the leak guard would find them. */
export function textsNaming(state: unknown, identity: Identity): PlacedText[] {
  const marks = new Set(marksOf(identity));
  const shapes = shapesOf([...marks]);
  return textsIn(state).filter(({ text }) => candidatesIn(text, shapes).some(({ mark }) => marks.has(mark)));
}
