import { isDeepStrictEqual } from 'node:util';
import { v7 } from 'uuid';
import type { DraftEvent } from '../case-context.js';
import { conflict, type Refusal } from '../refusal.js';
import { additionOf, compare, correctionOf, type Comparison } from './comparison.js';
import type { JournalEntry } from './journal.js';
import type { Overlays } from './overlays.js';
import { Halted, replay, type CaseName, type Replayed, type ReplayedEvent, type Rules } from './replay.js';

/** A case as it was recorded, and as it would have been. */
export interface History<State> {
  before: Replayed<State>;
  after: Replayed<State>;
  comparison: Comparison;
}

/** Playing the journal again does not give what is kept: a decision is not deterministic, or the journal is not whole. */
export class UnfaithfulJournal extends Error {}

/** What the corrections make of the case; halted where something could not have been recorded. */
export function historyWith<State>(
  rules: Rules<State>,
  name: CaseName,
  kept: State,
  journal: readonly JournalEntry[],
  { before: overlays, after: corrected }: { before: Overlays; after: Overlays },
): History<State> | Halted {
  const before = replay(rules, name, journal, overlays);
  if (before instanceof Halted || !isDeepStrictEqual(before.state, JSON.parse(JSON.stringify(kept)))) {
    throw new UnfaithfulJournal(`the journal of ${rules.context.name} does not give the state of its case`);
  }
  const after = replay(rules, name, journal, corrected);
  return after instanceof Halted ? after : { before, after, comparison: compare(before, after) };
}

/** What can be corrected is the time and the contents that leave every later state as it was. */
export function refuseOtherStates<State>(
  { context }: Rules<State>,
  { before, after, comparison }: History<State>,
): Refusal | undefined {
  if (comparison.otherStates || comparison.vanished.length > 0) {
    return conflict('later-state', 'Only what leaves every later state as it was can be corrected.');
  }
  return isDeepStrictEqual(context.parties(before.state), context.parties(after.state))
    ? undefined
    : conflict('other-parties', 'A correction does not move a case to another organisation.');
}

export interface Tellings {
  drafts: DraftEvent[];
  /** The events that follow now, by the entry that would have made them. */
  added: Record<string, string[]>;
}

/** Tells what was corrected and what follows from it: first the event that was named, if one was. */
export function tellingsOf(
  { changed, added }: Comparison,
  named: ReplayedEvent | undefined,
  because?: string,
): Tellings {
  const first = v7();
  const others = changed.filter(({ id }) => id !== named?.id);
  const cause = because ?? first;
  const byEntry: Record<string, string[]> = {};
  const additions = added.map((event) => {
    const id = v7();
    (byEntry[event.entry] ??= []).push(id);
    return additionOf(event, id);
  });
  return {
    drafts: [
      ...(named ? [correctionOf(named, first)] : []),
      ...others.map((event) => correctionOf(event, v7(), cause)),
      ...additions,
    ],
    added: byEntry,
  };
}
