import { faultsOf, isEventType, type EventOf } from '../../../contract/index.js';
import type { DraftEvent } from '../case-context.js';
import { carryOut, type CaseWork, type Grounds } from '../case-work.js';
import { historyWith, tellingsOf, UnfaithfulJournal, type History, type Tellings } from './consider-correction.js';
import type { JournalEntry } from './journal.js';
import { overlaysIn } from './overlays.js';
import { Halted, type Rules } from './replay.js';

/** What became of a correction by another context. */
export interface Followed {
  events: { id: string; type: string }[];
  grounds: Grounds;
}

/**
 * Lays the right time and contents of another context's event over this context's journal of the case and takes the
 * state that follows. Nothing is refused: what cannot be followed leaves the state as it was, and says why.
 * Undefined where the corrected event has meant nothing here.
 */
export function follow<State>(
  rules: Rules<State>,
  work: CaseWork<State>,
  journal: readonly JournalEntry[],
  correction: EventOf<'event.corrected'>,
  now: string,
): Followed | undefined {
  const { data } = correction;
  const target = journal.find(({ id, heard }) => heard && id === data.event);
  if (!target) return undefined;
  const faults = isEventType(data.type) ? faultsOf(data.type, data.data) : ['unknown event type'];
  if (faults.length > 0)
    throw new Error(`correction ${correction.id} does not fit the catalogue: ${faults.join('; ')}`);
  const history = historyOf(rules, work, journal, target, correction);
  if (typeof history === 'string') return { events: [], grounds: { notFollowed: history } };
  const told = newsOf(rules, history, data.because ?? correction.id);
  if (typeof told === 'string') return { events: [], grounds: { notFollowed: told } };
  const { occurredAt } = correction;
  const events = carryOut(rules.context, work, history.after.state, told.drafts, { occurredAt, recordedAt: now });
  return {
    events: events.map(({ id, type }) => ({ id, type })),
    grounds: { corrects: target.id, ...(history.comparison.added.length > 0 ? { added: told.added } : {}) },
  };
}

function historyOf<State>(
  rules: Rules<State>,
  work: CaseWork<State>,
  journal: readonly JournalEntry[],
  target: JournalEntry,
  { data }: EventOf<'event.corrected'>,
): History<State> | string {
  const before = overlaysIn(journal);
  const { occurredAt } = data;
  const after = new Map(before).set(target.id, { event: { occurredAt, data: data.data } });
  try {
    const history = historyWith(rules, work.record, work.state, journal, { before, after });
    return history instanceof Halted ? `a later command would be refused: ${history.refusal.code}` : history;
  } catch (error) {
    if (error instanceof UnfaithfulJournal) return error.message;
    throw error;
  }
}

/** What to tell of the new history: corrections of own events, what takes back others, and what follows now. */
function newsOf<State>({ context }: Rules<State>, history: History<State>, because: string): Tellings | string {
  const { after, comparison } = history;
  const { drafts, added } = tellingsOf(comparison, undefined, because);
  for (const event of comparison.vanished) {
    const takenBack = context.takenBack?.(after.state, event);
    if (!takenBack) return `a ${event.type} that was told cannot be taken back`;
    drafts.push(takenBack);
  }
  return leavesUntold(history, drafts) ? 'a part would be in another state, which nothing tells' : { drafts, added };
}

function leavesUntold<State>({ before, after }: History<State>, drafts: readonly DraftEvent[]): boolean {
  const [was, is] = [before, after].map(({ steps }) => steps.at(-1)?.states ?? {});
  const told = new Set(drafts.flatMap(({ about: { part } }) => (part ? [`${part.kind} ${part.id}`] : [])));
  return Object.keys({ ...was, ...is }).some((part) => was?.[part] !== is?.[part] && !told.has(part));
}
