import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  type ChainEvent,
  type EventOf,
  type EventType,
  type PartKind,
  type Role,
  faultsOf,
  underNumberFrom,
} from '../../../contract/index.js';
import type { Actor, CaseContext, DraftEvent, Person, ReactionContext } from '../case-context.js';
import type { CommandRoute } from '../command-route.js';
import { Refusal, conflict, invalid, isRefusal } from '../refusal.js';

/** How a command is given in a specification. */
export interface Given {
  at: string;
  as: Actor;
  part?: string;
  kind?: PartKind;
  sector?: string;
  with?: object;
}

export const person = (id: string, organisation: string, ...roles: Role[]): Person => ({
  id,
  organisation,
  roles,
  designatedForHalt: true,
});

export const acting = (someone: Person, role = someone.roles[0]): Actor => ({ ...someone, role: role as Role });

/**
 * Does for one case of one context, in memory, what the shell does around its pure core: looks at the form
 * of the body, the row of the lifecycle and the times, decides on a copy, and checks each event against the catalogue.
 */
export class ContextDriver<State> {
  state: State;
  /** Every event so far, as this context made them. */
  readonly events: (ChainEvent & { part: string | undefined })[] = [];
  private readonly identifiers = new Map<string, string>();
  private commands = 0;
  private numbers = 0;

  constructor(
    private readonly context: CaseContext<State>,
    private readonly routes: readonly CommandRoute[],
    private readonly people: readonly Person[],
    readonly caseId = '00000000-0000-4000-8000-00000000ca5e',
  ) {
    this.state = context.begin(caseId, 'VPT-2014-000001');
  }

  /** The refusal, or the events that came of it. */
  give(command: string, given: Given): Refusal | ChainEvent[] {
    const kind = given.kind ?? this.routes.find((route) => route.command === command)?.part;
    const route = this.routes.find((candidate) => candidate.command === command && candidate.part === kind);
    const definition = kind && this.context.commands[kind]?.[command];
    if (!kind || !route || !definition) throw new Error(`no command ${command}`);
    const now = new Date(given.at).toISOString();
    const body = { ...given.with } as { occurredAt?: string };
    const occurredAt = body.occurredAt ? new Date(body.occurredAt).toISOString() : now;
    const fault = formFault(route, body) ?? this.misplaced(kind, command, given.part, occurredAt, now);
    if (fault) return fault;
    const copy = structuredClone(this.state);
    const scope = `${(this.commands += 1)}`;
    const outcome = definition.decide(copy, given.part ?? '', body as never, {
      actor: given.as,
      now,
      occurredAt,
      organisation: { code: given.as.organisation, sector: given.sector },
      newId: (name) => this.identifierOf(`${scope}/${name}`),
      person: (id) => this.people.find((candidate) => candidate.id === id),
      ...(definition.givesNumber?.(body as never) ? { number: this.nextNumber() } : {}),
    });
    if (isRefusal(outcome)) return outcome;
    return this.keep(copy, outcome, occurredAt, now, given.as);
  }

  /** An event of another context arrives. */
  hear<T extends EventType>(
    type: T,
    at: string,
    data: EventOf<T>['data'],
    about: EventOf<T>['about'] = {},
  ): ChainEvent[] {
    const faults = faultsOf(type, data);
    if (faults.length > 0) throw new Error(`${type}: ${faults.join('; ')}`);
    const occurredAt = new Date(at).toISOString();
    const scope = `heard ${(this.commands += 1)}`;
    const event = {
      id: this.identifierOf(scope),
      type,
      version: 1,
      caseId: this.caseId,
      caseNumber: 'VPT-2014-000001',
    };
    const reaction = this.context.reactions[type] as
      ((state: State, event: unknown, context: ReactionContext) => DraftEvent[]) | undefined;
    const copy = structuredClone(this.state);
    const drafts = reaction?.(
      copy,
      { ...event, occurredAt, recordedAt: occurredAt, about, data },
      {
        now: occurredAt,
        occurredAt,
        newId: (name) => this.identifierOf(`${scope}/${name}`),
      },
    );
    return this.keep(copy, drafts ?? [], occurredAt, occurredAt);
  }

  stateOf(part: string): string | null | undefined {
    return this.context.parts(this.state).find(({ id }) => id === part)?.state;
  }

  /** Not random here, so that a specification can name it. */
  private nextNumber(): string {
    return underNumberFrom([0, 0, 0, 0, 0, 0, (this.numbers += 1)]);
  }

  private misplaced(kind: PartKind, command: string, part: string | undefined, occurredAt: string, now: string) {
    const row = this.context.lifecycles[kind]?.[command];
    if (!row) throw new Error(`no row for ${command}`);
    const addressed = this.context.parts(this.state).find(({ id }) => id === part);
    if (part !== undefined && !addressed) throw new Error(`no part for ${command}`);
    if (addressed && row.from !== 'any' && !row.from.includes(addressed.state ?? '')) {
      return conflict('state', `${command} in ${addressed.state}`);
    }
    return occurredAt > now || (addressed && occurredAt < addressed.madeAt)
      ? invalid('/occurredAt', 'out-of-time', 'in the future or before its part')
      : undefined;
  }

  private keep(state: State, drafts: DraftEvent[], occurredAt: string, now: string, actor?: Actor): ChainEvent[] {
    if (JSON.stringify(JSON.parse(JSON.stringify(state))) !== JSON.stringify(state)) throw new Error('not JSON-able');
    this.state = state;
    const parts = this.context.parts(state);
    const events = drafts.map((drafted) => {
      const faults = faultsOf(drafted.type, JSON.parse(JSON.stringify(drafted.data)));
      if (faults.length > 0) throw new Error(`${drafted.type}: ${faults.join('; ')}`);
      const part = parts.find(({ kind, id }) => kind === drafted.about.part?.kind && id === drafted.about.part.id);
      return {
        type: drafted.type,
        occurredAt: drafted.occurredAt ?? occurredAt,
        recordedAt: now,
        ...(actor ? { by: { role: actor.role, organisation: actor.organisation } } : {}),
        about: { ...drafted.about, ...(part ? { part: { kind: part.kind, id: part.id, state: part.state } } : {}) },
        data: drafted.data,
        part: part?.id,
      } as ChainEvent & { part: string | undefined };
    });
    this.events.push(...events);
    return events;
  }

  private identifierOf(name: string): string {
    const known = this.identifiers.get(name);
    if (known) return known;
    const made = `00000000-0000-4000-8000-${String(this.identifiers.size + 1).padStart(12, '0')}`;
    this.identifiers.set(name, made);
    return made;
  }
}

function formFault(route: CommandRoute, body: object): Refusal | undefined {
  const errors = validateSync(plainToInstance(route.body, body), { whitelist: true, forbidNonWhitelisted: true });
  const [first] = errors;
  return first ? new Refusal('invalid', 'form', JSON.stringify(errors), `/${first.property}`) : undefined;
}

export const typesOf = (outcome: Refusal | readonly { type: EventType }[]): EventType[] => {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.code} ${outcome.detail}`);
  return outcome.map(({ type }) => type);
};
