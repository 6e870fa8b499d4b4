import { v7 } from 'uuid';
import { mayCommand, toInstant, type Instant, type Role } from '../../contract/index.js';
import type { Directory } from '../access/directory.js';
import type { Clock } from '../clock/clock.js';
import { validateBody } from '../http/validate-body.js';
import type { CommandBody } from '../http/validation.js';
import { lockRecords, saveRecords, type CaseRecord } from '../messaging/case-record.js';
import type { Client, Database } from '../persistence/database.js';
import { PartEntity } from '../persistence/entities.js';
import { violatedConstraint } from '../persistence/transient.js';
import type { CaseContext, CommandDefinition, Part, Person } from './case-context.js';
import type { CaseNumbers } from './case-numbers.js';
import { storeNewCase, storeWork } from './case-store.js';
import { carryOut, newParts, takeInHand, type CaseWork } from './case-work.js';
import { circumstancesOf, record } from './command-record.js';
import { mayNot, notFound, notInThisState, refused, timeFault } from './command-refusals.js';
import type { CommandRoute } from './command-route.js';
import { Corrections } from './corrections/correct-event.js';
import type { Rules } from './corrections/replay.js';
import { hashOf, type Order } from './order.js';
import type { CommandAnswer, CommandOutcome } from './outcome.js';
import { isRefusal } from './refusal.js';
import { isOpenIn, knowsOf, standingToCommand } from './standing.js';

type Definition<State> = CommandDefinition<State, CommandBody>;

/**
 * Loads, decides, stores: the one way in for every command of every context. Where several refusals apply the
 * first counts: not known, not allowed, wrong in form, not in this state, against a rule.
 */
export class CommandShell<State> {
  private readonly context: CaseContext<State>;
  private readonly corrections: Corrections<State>;

  constructor(
    rules: Rules<State>,
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly caseNumbers: CaseNumbers,
    private readonly onStored: () => void,
  ) {
    this.context = rules.context;
    this.corrections = new Corrections(rules, database.schema, directory);
  }

  async begin(order: Order): Promise<CommandOutcome> {
    const { person, route } = order;
    const role = this.roleToBegin(person, order);
    if (!role) return mayNot(route.command);
    const body = validateBody(route.body, order.body);
    if (Array.isArray(body)) return { kind: 'faulty', faults: body };
    const now = await this.clock.now();
    const record: CaseRecord = {
      caseId: v7(),
      caseNumber: await this.caseNumbers.next(now),
      version: 0,
      state: null,
      sent: {},
      received: {},
      seen: {},
      waiting: 0,
    };
    const work = takeInHand(this.context, record);
    const outcome = await this.decide(order, role, work, undefined, body, now);
    if (outcome.kind !== 'done') return outcome;
    const naturalKey = this.context.naturalKey?.(work.state);
    return this.storeBegun(order, work, naturalKey, outcome);
  }

  async execute(order: Order): Promise<CommandOutcome> {
    const caseId = await this.caseOf(order);
    if (!caseId) return notFound();
    try {
      const outcome = await this.database.transaction((client) => this.executeIn(client, caseId, order));
      if (outcome.kind === 'done') this.onStored();
      return outcome;
    } catch (error) {
      if (violatedConstraint(error) !== 'entry_idempotency') throw error;
      return (await this.answeredBefore(this.database.pool, order)) ?? { kind: 'key-reused' };
    }
  }

  private async executeIn(client: Client, caseId: string, order: Order): Promise<CommandOutcome> {
    const record = (await lockRecords(client, this.database.schema, [caseId])).get(caseId);
    if (!record || record.state === null) return notFound();
    const work = takeInHand(this.context, record);
    const part = this.partOf(work.state, order);
    if (!part) return notFound();
    if (!knowsOf(this.context, work.state, part, order.person)) return notFound();
    const correction = await this.corrections.openFor(client, order, part, caseId);
    const command = correction?.command ?? order.route.command;
    const standing = standingToCommand(this.context, work.state, part, command, order.person);
    if (!standing.role) return mayNot(order.route.command);
    const before = order.idempotencyKey ? await this.answeredBefore(client, order) : undefined;
    if (before) return before;
    if (order.ifVersion !== undefined && order.ifVersion !== record.version) {
      return { kind: 'stale', version: record.version };
    }
    const outcome = correction
      ? await this.corrections.decide(correction, order, standing.role, work, part, await this.clock.now())
      : await this.consider(order, standing.role, work, part);
    if (outcome.kind !== 'done') return outcome;
    const parts = newParts(this.context, work).map((one) => ({ ...one, caseId }));
    await storeWork(client, this.database.schema, work.entries, work.letters, parts);
    await saveRecords(client, this.database.schema, [record]);
    return outcome;
  }

  /** Everything between knowing the part and storing: this person, the form, the state. */
  private async consider(order: Order, role: Role, work: CaseWork<State>, part: Part): Promise<CommandOutcome> {
    const now = await this.clock.now();
    const definition = this.definitionOf(order);
    const context = await circumstancesOf(this.directory, order.person, role, { now, occurredAt: now, persons: [] });
    const forbidding = definition.forbids?.(work.state, part.id, context);
    if (forbidding) return { kind: 'refused', refusal: forbidding };
    const body = validateBody(order.route.body, order.body);
    if (Array.isArray(body)) return { kind: 'faulty', faults: body };
    if (!isOpenIn(this.context, part, order.route.command))
      return refused(this.context, work.state, part, order.person, notInThisState(part));
    return this.decide(order, role, work, part, body, now);
  }

  private async decide(
    order: Order,
    role: Role,
    work: CaseWork<State>,
    part: Part | undefined,
    body: CommandBody,
    now: Instant,
  ): Promise<CommandOutcome> {
    const occurredAt = body.occurredAt === undefined ? now : toInstant(new Date(body.occurredAt));
    const definition = this.definitionOf(order);
    const persons = definition.persons?.(body) ?? [];
    const context = await circumstancesOf(this.directory, order.person, role, { now, occurredAt, persons });
    const state = structuredClone(work.state);
    const drafts = definition.decide(state, order.part, body, context);
    if (isRefusal(drafts) && drafts.kind === 'conflict')
      return refused(this.context, work.state, part, order.person, drafts);
    const untimely = timeFault(occurredAt, now, part);
    if (untimely) return refused(this.context, work.state, part, order.person, untimely);
    if (isRefusal(drafts)) return refused(this.context, work.state, part, order.person, drafts);
    const events = carryOut(this.context, work, state, drafts, { occurredAt, recordedAt: now, actor: context.actor });
    return { kind: 'done', answer: record(this.context, work, order, context, events) };
  }

  private async storeBegun(
    order: Order,
    work: CaseWork<State>,
    naturalKey: string | undefined,
    outcome: CommandOutcome,
  ): Promise<CommandOutcome> {
    const [entry] = work.entries;
    if (!entry) throw new Error('a case begins with an entry');
    try {
      const { schema, pool } = this.database;
      const parts = newParts(this.context, work);
      if (await storeNewCase(pool, schema, work.record, naturalKey, entry, work.letters, parts)) {
        this.onStored();
        return outcome;
      }
    } catch (error) {
      if (violatedConstraint(error) !== 'entry_idempotency') throw error;
      return (await this.answeredBefore(this.database.pool, order)) ?? { kind: 'key-reused' };
    }
    const before = order.idempotencyKey ? await this.answeredBefore(this.database.pool, order) : undefined;
    return before ?? this.begunBefore(naturalKey);
  }

  /** The same report again: what it was answered the first time, as it stands now. */
  private async begunBefore(naturalKey: string | undefined): Promise<CommandOutcome> {
    const { schema } = this.database;
    const [row] = await this.database.query<{ answer: CommandAnswer; state: State; version: number }>({
      text: `select entry.answer, record.state, record.version
             from ${schema}.case_record record join ${schema}.entry entry on entry.case_id = record.case_id
             where record.natural_key = $1 and entry.command is not null order by entry.position limit 1`,
      values: [naturalKey],
    });
    if (!row) throw new Error('a case that was there before has no entry');
    const part = this.context.parts(row.state).find((one) => one.id === row.answer.part.id);
    const answer = { ...row.answer, version: row.version, part: { ...row.answer.part, state: part?.state ?? null } };
    return { kind: 'done-before', answer };
  }

  private async answeredBefore(client: Client, order: Order): Promise<CommandOutcome | undefined> {
    const { schema } = this.database;
    const { rows } = await client.query<{ answer: CommandAnswer; body_hash: string }>({
      name: `answered-before-${schema}`,
      text: `select answer, body_hash from ${schema}.entry where person = $1 and idempotency_key = $2`,
      values: [order.person.id, order.idempotencyKey],
    });
    const [row] = rows;
    if (!row) return undefined;
    return row.body_hash === hashOf(order) ? { kind: 'done', answer: row.answer } : { kind: 'key-reused' };
  }

  private definitionOf({ route }: Order): Definition<State> {
    const definition = this.context.commands[route.part]?.[route.command];
    if (!definition) throw new Error(`${this.context.name} has no command ${route.command} on ${route.part}`);
    return definition as unknown as Definition<State>;
  }

  private partOf(state: State, { route, part }: Order): Part | undefined {
    return this.context.parts(state).find((one) => one.kind === route.part && one.id === part);
  }

  private roleToBegin(person: Person, { route }: Order): Role | undefined {
    return person.roles.find((role) => mayBegin(route, role));
  }

  /** An incident report begins its case and carries its identifier; other parts are looked up. */
  private async caseOf({ route, part }: Order): Promise<string | undefined> {
    if (route.part === 'incident-report') return part;
    const found = await this.database.repository(PartEntity).findOneBy({ id: part, kind: route.part });
    return found?.caseId;
  }
}

const mayBegin = (route: CommandRoute, role: Role): boolean => mayCommand(route.part, route.command, role);
