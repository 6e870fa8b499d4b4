import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Instant } from '../time.js';
import type { ContextName, PartyKind, Producer, Role } from '../roles.js';
import { employerEvents } from './employer.js';
import { haltEvents } from './halt.js';
import { agreementEvents } from './agreements.js';
import { correctionEvents } from './corrections.js';
import { policeEvents, sharedEvents } from './police.js';
import { prosecutionEvents } from './prosecution.js';
import { recoveryEvents } from './recovery.js';
import { leakGuardEvents, vaultEvents } from './vault.js';

/**
 * The published language of the chain: every event, what it carries, which contexts act on it and
 * which parties may see it (source: visibility.json of the domain pack). The case file hears all.
 */
export const catalogue = {
  ...employerEvents,
  ...policeEvents,
  ...sharedEvents,
  ...prosecutionEvents,
  ...haltEvents,
  ...recoveryEvents,
  ...vaultEvents,
  ...leakGuardEvents,
  ...agreementEvents,
  ...correctionEvents,
} as const;

export type EventType = keyof typeof catalogue;
export type EventData<T extends EventType> = Static<(typeof catalogue)[T]['data']>;
export const eventTypes = Object.keys(catalogue) as EventType[];

export const isEventType = (text: string): text is EventType => Object.hasOwn(catalogue, text);

/** The kinds of part that a case has. */
export const partKinds = ['incident-report', 'police-report', 'file', 'halt-referral', 'claim'] as const;
export type PartKind = (typeof partKinds)[number];

/** What an event is about. A strand is the suspect whose identifier it bears, at every agency the same. */
export interface EventSubject {
  /** The part whose state the event may have changed, its kind, and its state after the event. */
  part?: { kind: PartKind; id: string; state: string };
  policeReport?: string;
  victim?: string;
  strand?: string;
  claim?: string;
}

/** An event as it travels: identifiers, codes, states, times, amounts, ages and article numbers only. */
export type ChainEvent = { [T in EventType]: EventOf<T> }[EventType];

export interface EventOf<T extends EventType> {
  id: string;
  type: T;
  version: 1;
  caseId: string;
  caseNumber: string;
  producer: Producer;
  /** When it happened. */
  occurredAt: Instant;
  /** When it was recorded. */
  recordedAt: Instant;
  /** The role and organisation that acted; absent where an inbox acted. */
  by?: { role: Role; organisation: string };
  about: EventSubject;
  data: EventData<T>;
}

/** Whether it tells of a clock, and not of what somebody did. */
export const isAgreementEvent = (type: string): boolean => Object.hasOwn(agreementEvents, type);

/** The contexts that events of a type are delivered to: the case file hears all, the agreements all but their own. */
const deliveredTo = (type: EventType): ContextName[] =>
  isAgreementEvent(type) ? ['casefile'] : [...catalogue[type].addressedTo, 'casefile', 'agreements'];

/** The contexts that an event is delivered to. A correction goes where the event that it corrects went. */
export function addresseesOf(event: Pick<ChainEvent, 'type' | 'data'>): ContextName[] {
  const type = event.type === 'event.corrected' ? (event.data as EventData<'event.corrected'>).type : event.type;
  return isEventType(type) ? deliveredTo(type) : ['casefile', 'agreements'];
}

/** Whether events of a type are delivered to a context. */
export const isAddressed = (type: EventType, context: ContextName): boolean => deliveredTo(type).includes(context);

export const seenBy = (type: EventType): readonly PartyKind[] => catalogue[type].seenBy;

const compiled = new Map(eventTypes.map((type) => [type, Compile(catalogue[type].data)]));

/** Which parts of the data do not fit the catalogue; empty when all do. Never repeats the values themselves. */
export function faultsOf(type: EventType, data: unknown): string[] {
  const validator = compiled.get(type);
  if (!validator) return [`unknown event type`];
  if (validator.Check(data)) return [];
  return validator.Errors(data).map((error) => `${error.instancePath || '/'} ${error.message}`);
}
