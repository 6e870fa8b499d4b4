import type { PartKind } from '../../contract/index.js';

const pascal = (part: PartKind): string =>
  part.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());
const capital = (command: string): string => `${command.charAt(0).toUpperCase()}${command.slice(1)}`;

/** The names of the operations on parts: of the API's document, and of the access log. */
export const readsPart = (part: PartKind): string => `read${pascal(part)}`;
/** A command that several kinds of part have is told apart by the part. */
export const gives = (command: string, part: PartKind): string => `${command}On${pascal(part)}`;
export const listsEntries = (command: string, part: PartKind): string => `list${pascal(part)}${capital(command)}`;
export const readsEntry = (command: string, part: PartKind): string => `read${pascal(part)}${capital(command)}`;
