import { correctEvent, type Instant } from '../../../contract/index.js';
import type { Person } from '../case-context.js';
import type { JournalEntry } from './journal.js';

/** What corrections lay over an entry when it is played again. */
export interface Overlay {
  /** Over fields of the command's input; null takes a field away. */
  fields?: Readonly<Record<string, unknown>>;
  /** Those whom the corrected fields name. */
  persons?: readonly Person[];
  /** Instead of what another context's event first said. */
  event?: { occurredAt: Instant; data: object };
}

/** By the identifier of the entry that is corrected. */
export type Overlays = ReadonlyMap<string, Overlay>;

interface Correction {
  occurredAt?: string;
  values?: Record<string, unknown>;
}

/** The fields of the command that a correction gives. */
export const fieldsOf = ({ occurredAt, values }: Correction): Record<string, unknown> => ({
  ...values,
  ...(occurredAt === undefined ? {} : { occurredAt }),
});

/** All corrections so far that were taken in; of several of one field the last counts. */
export function overlaysIn(journal: readonly JournalEntry[]): Map<string, Overlay> {
  const overlays = new Map<string, Overlay>();
  for (const { corrects, command, heard } of journal) {
    if (corrects === undefined) continue;
    if (command?.name === correctEvent) {
      const given = { fields: fieldsOf(command.input), persons: command.persons };
      overlays.set(corrects, laidOver(overlays.get(corrects), given));
    } else if (heard?.type === 'event.corrected') {
      overlays.set(corrects, { event: heard.data });
    }
  }
  return overlays;
}

export const laidOver = (below: Overlay | undefined, above: Overlay): Overlay => ({
  ...below,
  ...above,
  ...(above.fields ? { fields: { ...below?.fields, ...above.fields } } : {}),
  ...(above.persons ? { persons: [...(below?.persons ?? []), ...above.persons] } : {}),
});

/** The input of a command with its corrected fields. */
export const correctedInput = (input: object, overlay: Overlay | undefined): object =>
  Object.fromEntries(Object.entries({ ...input, ...overlay?.fields }).filter(([, value]) => value !== null));
