import { createHash } from 'node:crypto';
import { faultsOf, type EventData, type EventOf, type EventSubject, type EventType } from '../../contract/index.js';
import type { CommandDefinition, DraftEvent, Person, Transition } from '../../platform/casework/case-context.js';
import { conflict, isRefusal, type Refusal } from '../../platform/casework/refusal.js';
import { claimView, type ClaimView } from '../claim-view.js';
import { recovery } from '../recovery.context.js';
import { claimOfParty, type RecoveryCase } from '../recovery.state.js';

const digest = (name: string): string => createHash('sha256').update(name).digest('hex');

/** The same identifier for the same name, in every test. */
export const idOf = (name: string): string => {
  const hex = digest(name);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

export const victim = idOf('victim');
export const employerParty = idOf('employer');
export const s1 = idOf('s1');
export const s2 = idOf('s2');

const person = (id: string, organisation = 'stadsvervoer'): Person => ({
  id,
  organisation,
  roles: ['recovery_officer'],
  designatedForHalt: false,
});
const people = [person('kim'), person('noor'), person('sam', 'gvb-noord')];

type Line = EventData<'incident-report.registered'>['incident']['damages'][number]['lines'][number];
export const line = (amountCents: number, kind: Line['kind'] = 'material'): Line => ({ kind, amountCents });

export const incident = (
  damages: { party: string; lines: Line[] }[],
  change: Partial<EventData<'incident-report.registered'>['incident']> = {},
): EventData<'incident-report.registered'>['incident'] => ({
  incidentAt: '2014-03-02T21:40:00.000Z',
  municipality: '0363',
  category: 'threat',
  directedAtPublicTask: true,
  reporter: 'victim',
  employer: 'stadsvervoer',
  employerParty,
  victims: [{ id: victim, publicServant: false, knownToSuspect: false, wantsReportUnderNumber: false }],
  suspects: [{ id: s1, known: false }],
  damages: damages.map(({ party, lines }) => ({
    party,
    partyKind: party === employerParty ? 'employer' : 'victim',
    lines,
  })),
  ...change,
});

/** The recovery context with the least of a shell around it: what a case hears, and what its officers do. */
export class RecoveryDesk {
  state: RecoveryCase = recovery.begin(idOf('case'), 'VPT-2014-000001');
  now = '2014-03-03T08:10:00.000Z';
  /** Every event so far. */
  readonly told: DraftEvent[] = [];

  at(moment: string): this {
    this.now = new Date(moment).toISOString();
    return this;
  }

  /** An event of another context arrives; the types of what follows. */
  hears<T extends EventType>(type: T, data: EventData<T>, about: EventSubject = {}): EventType[] {
    const event = { id: idOf(type), type, version: 1, data, about, occurredAt: this.now, recordedAt: this.now };
    const faults = faultsOf(type, data);
    if (faults.length > 0) throw new Error(`${type}: ${faults.join(', ')}`);
    const react = recovery.reactions[type] as
      ((state: RecoveryCase, event: EventOf<T>, context: object) => DraftEvent[]) | undefined;
    if (!react) throw new Error(`recovery does not react to ${type}`);
    const context = { now: this.now, occurredAt: this.now, newId: idOf };
    return this.tell(react(this.state, event as unknown as EventOf<T>, context));
  }

  onStrand<T extends EventType>(type: T, strand: string, data: EventData<T>): EventType[] {
    return this.hears(type, data, { strand });
  }

  /** A recovery officer gives a command on the claim of this party: the types of the events, or the refusal. */
  does(command: string, party: string, input: object, actor = 'kim'): EventType[] | Refusal {
    const id = claimOfParty(this.state, party)?.id ?? '';
    const definition = recovery.commands.claim?.[command] as CommandDefinition<RecoveryCase, object>;
    const row = recovery.lifecycles.claim?.[command] as Transition;
    const context = this.context(actor);
    const forbidden = definition.forbids?.(this.state, id, context);
    if (forbidden) return forbidden;
    const from = this.stateOf(party);
    if (row.from !== 'any' && !row.from.includes(from)) return conflict('state', `not from ${from}`);
    const copy = structuredClone(this.state);
    const outcome = definition.decide(copy, id, input, context);
    if (isRefusal(outcome)) return outcome;
    this.state = copy;
    this.checkRow(command, row, from, this.stateOf(party), outcome);
    return this.tell(outcome);
  }

  stateOf(party: string): string {
    const id = claimOfParty(this.state, party)?.id;
    return recovery.parts(this.state).find((part) => part.id === id)?.state ?? 'none';
  }

  view(party: string, on?: string): ClaimView {
    const view = claimView(this.state, claimOfParty(this.state, party)?.id ?? '', on);
    if (!view) throw new Error('no such claim');
    return view;
  }

  claim = (party: string): string => claimOfParty(this.state, party)?.id ?? '';

  private context(id: string) {
    const known = people.find((candidate) => candidate.id === id) ?? person(id);
    return {
      actor: { ...known, role: 'recovery_officer' as const },
      now: this.now,
      occurredAt: this.now,
      organisation: { code: known.organisation },
      newId: idOf,
      person: (name: string) => people.find((candidate) => candidate.id === name),
    };
  }

  private checkRow(command: string, row: Transition, from: string, to: string, events: DraftEvent[]): void {
    if (row.to === 'same' ? from !== to : events.length > 0 && !row.to.includes(to))
      throw new Error(`${command} may not lead to ${to}`);
    const strange = events.find(({ type }) => !row.events.includes(type));
    if (strange) throw new Error(`${command} may not make ${strange.type}`);
  }

  private tell(events: DraftEvent[]): EventType[] {
    for (const { type, data } of events) {
      const faults = faultsOf(type, data);
      if (faults.length > 0) throw new Error(`${type}: ${faults.join(', ')}`);
    }
    this.told.push(...events);
    return events.map(({ type }) => type);
  }
}
