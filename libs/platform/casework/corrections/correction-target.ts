import type { Part } from '../case-context.js';
import type { GivenCommand, JournalEntry } from './journal.js';

/** The event that a correction names, and what made it. */
export interface Target {
  event: string;
  entry: JournalEntry;
  /** Undefined where an inbox made it. */
  command?: GivenCommand;
}

/** The event in the journal, where it is about this part. A correction stands for the event that it corrects. */
export function targetIn(journal: readonly JournalEntry[], event: unknown, part: Part): Target | undefined {
  for (const entry of journal) {
    const told = entry.told.find(({ id }) => id === event);
    if (!told) continue;
    if (told.corrects !== undefined) return targetIn(journal, told.corrects, part);
    const { command } = entry;
    const isOfPart = told.about.part?.id === part.id || (command?.kind === part.kind && command.part === part.id);
    return isOfPart ? { event: told.id, entry, ...(command ? { command } : {}) } : undefined;
  }
  return undefined;
}
