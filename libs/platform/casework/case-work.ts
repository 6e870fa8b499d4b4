import {
  addresseesOf,
  faultsOf,
  type ChainEvent,
  type Instant,
  type PartKind,
  type Role,
} from '../../contract/index.js';
import { newIdentifier } from '../identifiers/identifiers.js';
import type { CaseRecord } from '../messaging/case-record.js';
import { seal, type Letter } from '../messaging/letter.js';
import type { Actor, CaseContext, DraftEvent, Part, Person } from './case-context.js';

/** What an entry rested on besides its input, so that it can be played again as it was. */
export interface Grounds {
  /** The roles of the person who acted. */
  roles?: readonly Role[];
  designatedForHalt?: boolean;
  sector?: string;
  /** The number that was taken for a person who reports under number. */
  number?: string;
  /** The people whom the input names. */
  persons?: Person[];
  /** For a correction: the entry that it corrects. */
  corrects?: string;
  /** The events that followed from a correction and were not told before, by the entry that would have made them. */
  added?: Record<string, string[]>;
  /** Why a correction by another context could not be followed. */
  notFollowed?: string;
}

/** One line for the journal of a context. */
export interface Entry {
  id: string;
  caseId: string;
  partId: string | null;
  command: string | null;
  event: ChainEvent | null;
  input: object | null;
  actor: Actor | null;
  occurredAt: Instant;
  recordedAt: Instant;
  idempotencyKey?: string;
  bodyHash?: string;
  /** The events that it made, and for a command the part and all that it was answered with. */
  answer?: { events: { id: string; type: string }[]; part?: { kind: PartKind; id: string; state: string | null } };
  grounds?: Grounds;
  /** The request that it came by, for the access log. */
  request?: string;
}

/** A case in hand: its record, and what came of it that must be stored with it. */
export interface CaseWork<State> {
  record: CaseRecord;
  state: State;
  known: ReadonlySet<string>;
  letters: Letter[];
  entries: Entry[];
}

export function takeInHand<State>(context: CaseContext<State>, record: CaseRecord): CaseWork<State> {
  const state = (record.state ?? context.begin(record.caseId, record.caseNumber)) as State;
  return { record, state, known: partIds(context, state), letters: [], entries: [] };
}

const partIds = <State>(context: CaseContext<State>, state: State): Set<string> =>
  new Set(context.parts(state).map((part) => part.id));

/** The parts that the work has made. */
export const newParts = <State>(context: CaseContext<State>, work: CaseWork<State>): Part[] =>
  context.parts(work.state).filter((part) => !work.known.has(part.id));

export interface Circumstances {
  occurredAt: Instant;
  recordedAt: Instant;
  actor?: Actor;
}

/** Puts the new state in place and seals its events as letters to whom they concern. */
export function carryOut<State>(
  context: CaseContext<State>,
  work: CaseWork<State>,
  state: State,
  drafts: readonly DraftEvent[],
  circumstances: Circumstances,
): ChainEvent[] {
  work.state = state;
  work.record.state = state;
  work.record.organisations = partiesIn(context, state);
  work.record.version += 1;
  return tell(context, work, drafts, circumstances);
}

/** In one order, so that what has not changed is stored as it was. */
const partiesIn = <State>(context: CaseContext<State>, state: State): string[] =>
  [...new Set(Object.values(context.parties(state)).flat())].sort();

/** Seals events as letters to whom they concern. */
export function tell<State>(
  context: CaseContext<State>,
  work: CaseWork<State>,
  drafts: readonly DraftEvent[],
  circumstances: Circumstances,
): ChainEvent[] {
  const parts = context.parts(work.state);
  const events = drafts.map((draft) => toEvent(context, work.record, parts, draft, circumstances));
  for (const event of events) work.letters.push(seal(event, addresseesOf(event), work.record));
  return events;
}

function toEvent<State>(
  context: CaseContext<State>,
  record: CaseRecord,
  parts: readonly Part[],
  draft: DraftEvent,
  { occurredAt, recordedAt, actor }: Circumstances,
): ChainEvent {
  const faults = faultsOf(draft.type, draft.data);
  if (faults.length > 0)
    throw new Error(`${context.name} made a ${draft.type} that does not fit: ${faults.join('; ')}`);
  const { part, ...about } = draft.about;
  const state = part && parts.find((one) => one.kind === part.kind && one.id === part.id)?.state;
  return {
    id: draft.id ?? newIdentifier(),
    type: draft.type,
    version: 1,
    caseId: record.caseId,
    caseNumber: record.caseNumber,
    producer: context.name,
    occurredAt: draft.occurredAt ?? occurredAt,
    recordedAt,
    ...(actor ? { by: { role: actor.role, organisation: actor.organisation } } : {}),
    about: { ...about, ...(part && state ? { part: { ...part, state } } : {}) },
    data: draft.data,
  } as ChainEvent;
}
