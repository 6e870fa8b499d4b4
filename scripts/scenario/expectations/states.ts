import { stateIn, type CaseView, type Subject } from '../case-view.js';

/** What the readers together say about a state: one answer, or a disagreement. */
export function stateSeen(
  views: ReadonlyMap<string, CaseView>,
  kind: Subject['kind'],
  about: string | undefined,
): { state: string } | { disagreement: string } {
  const readersByState = new Map<string, string[]>();
  for (const [reader, view] of views) {
    const state = stateIn(view, kind, about);
    if (state !== undefined) readersByState.set(state, [...(readersByState.get(state) ?? []), reader]);
  }
  if (readersByState.size === 0) return { state: 'none' };
  if (readersByState.size === 1) return { state: [...readersByState.keys()][0]! };
  const told = [...readersByState].map(([state, readers]) => `${state} (${readers.join(', ')})`);
  return { disagreement: told.join(' / ') };
}
