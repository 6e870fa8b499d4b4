import { v7 } from 'uuid';
import { mayCommand, toInstant, type Instant, type Role } from '../../contract/index.js';
import type { AccessLog } from '../access-log/access-log.js';
import type { Directory } from '../access/directory.js';
import type { Clock } from '../clock/clock.js';
import { validateBody } from '../http/validate-body.js';
import type { CommandBody } from '../http/validation.js';
import { lockRecords, saveRecords, type CaseRecord } from '../messaging/case-record.js';
import type { Letter } from '../messaging/letter.js';
import type { Client } from '../persistence/database.js';
import type { Desk } from '../persistence/desk.js';
import { violatedConstraint } from '../persistence/transient.js';
import type { Depositing } from '../shielding/deposit.js';
import type { Leak } from '../shielding/leak-guard.js';
import type { Shield } from '../shielding/shield.js';
import type { CaseContext, CommandDefinition, Part, Person } from './case-context.js';
import type { CaseNumbers } from './case-numbers.js';
import { storeNewCase, storeWork } from './case-store.js';
import { carryOut, newParts, takeInHand, type CaseWork } from './case-work.js';
import { circumstancesOf, record } from './command-record.js';
import { mayNot, notFound, notInThisState, refused, timeFault } from './command-refusals.js';
import { Corrections } from './corrections/correct-event.js';
import type { Rules } from './corrections/replay.js';
import { EarlierAnswers } from './earlier-answers.js';
import { CommandWatch } from './command-watch.js';
import { leakFault, shieldedAmong, warnings } from './leaks.js';
import { refusedAccess } from './order-access.js';
import type { Order } from './order.js';
import type { CommandOutcome } from './outcome.js';
import { isRefusal } from './refusal.js';
import { inFullUse, refuseRemoved } from './retained.js';
import { isOpenIn, knowsOf, standingToCommand } from './standing.js';

type Definition<State> = CommandDefinition<State, CommandBody>;

/** How a command went before anything was stored: done, not done, or stopped by the leak guard. */
type Considered = CommandOutcome | { kind: 'leaking'; leaks: Leak[] };

/** What a context stores besides its cases, in the same transactions. */
export interface Alongside<State> {
  onCommand(client: Client, work: CaseWork<State>): Promise<void>;
  onReaction(client: Client, works: readonly CaseWork<State>[]): Promise<void>;
}

/**
 * Loads, decides, stores: the one way in for every command of every context. Where several refusals apply the
 * first counts: not known, not allowed, wrong in form, not in this state, against a rule.
 */
export class CommandShell<State> {
  private readonly context: CaseContext<State>;
  private readonly corrections: Corrections<State>;
  private readonly watch: CommandWatch<State>;
  private readonly earlier: EarlierAnswers<State>;

  constructor(
    rules: Rules<State>,
    private readonly desk: Desk,
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly caseNumbers: CaseNumbers,
    private readonly shield: Shield,
    private readonly accessLog: AccessLog,
    private readonly onStored: (letters: readonly Letter[]) => void,
    private readonly alongside?: Alongside<State>,
  ) {
    this.context = rules.context;
    this.corrections = new Corrections(rules, desk.schema, directory, shield.key);
    this.watch = new CommandWatch({ shield, context: rules.context, schema: desk.schema }, desk, clock);
    this.earlier = new EarlierAnswers(rules.context, desk, clock, shield.key, accessLog);
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
      organisations: [],
      sent: {},
      received: {},
      seen: {},
      waiting: 0,
    };
    const work = takeInHand(this.context, record);
    const outcome = await this.decide(order, role, work, undefined, body, now);
    if (outcome.kind !== 'done') return outcome;
    const deposits = await this.watch.depositsOf(order, record.caseId, outcome.answer.id);
    const leaks = this.watch.leaksAtOnce(order, record.caseId, deposits);
    if (leaks.length > 0) return { kind: 'faulty', faults: leaks.map(leakFault) };
    if (shieldedAmong(deposits).length > 0) outcome.answer.warnings = warnings;
    return this.storeBegun(order, work, deposits, outcome);
  }

  async execute(order: Order): Promise<CommandOutcome> {
    const caseId = await this.earlier.caseOf(order);
    const outcome = caseId ? await this.attempt(caseId, order) : notFound();
    // What was carried out is entered where it is stored.
    if (outcome.kind !== 'done') await this.accessLog.enter(refusedAccess(order, caseId));
    return outcome;
  }

  private async attempt(caseId: string, order: Order): Promise<CommandOutcome> {
    try {
      const letters: Letter[] = [];
      const outcome = await this.desk.transaction(order.person.organisation, (client) =>
        this.executeIn(client, caseId, order, letters),
      );
      if (outcome.kind === 'leaking') {
        const faults = await this.watch.refuse(caseId, order, outcome.leaks);
        this.onStored([]);
        return { kind: 'faulty', faults };
      }
      if (outcome.kind === 'done') this.onStored(letters);
      return outcome;
    } catch (error) {
      if (violatedConstraint(error) !== 'entry_idempotency') throw error;
      return (await this.earlier.toKey(order)) ?? { kind: 'key-reused' };
    }
  }

  /** Adds the letters that came of it. */
  private async executeIn(client: Client, caseId: string, order: Order, letters: Letter[]): Promise<Considered> {
    const locked = lockRecords(client, this.desk.schema, [caseId]);
    // Asked in one breath with the lock, and answered after it: what was shielded before is seen.
    const sought = this.shield.guard.soughtIn(client, caseId);
    sought.catch(() => undefined);
    const record = (await locked).get(caseId);
    if (!record || record.state === null) return notFound();
    const work = takeInHand(this.context, record);
    const part = this.partOf(work.state, order);
    if (!part) return notFound();
    if (!knowsOf(this.context, work.state, part, order.person)) return notFound();
    const correction = await this.corrections.openFor(client, order, part, caseId);
    const command = correction?.command ?? order.route.command;
    const standing = standingToCommand(this.context, work.state, part, command, order.person);
    if (!standing.role) return mayNot(order.route.command);
    const removed = refuseRemoved(record.retention ?? inFullUse);
    if (removed) return { kind: 'refused', refusal: removed };
    const before = order.idempotencyKey ? await this.earlier.toKeyIn(client, order) : undefined;
    if (before) return before;
    if (order.ifVersion !== undefined && order.ifVersion !== record.version) {
      return { kind: 'stale', version: record.version };
    }
    const outcome = correction
      ? await this.corrections.decide(correction, order, standing.role, work, part, await this.clock.now())
      : await this.consider(order, standing.role, work, part);
    if (outcome.kind !== 'done') return outcome;
    const origin = correction?.target?.entry.id ?? outcome.answer.id;
    const deposits = await this.watch.depositsOf(order, caseId, origin);
    const leaks = await this.watch.leaksIn(client, order, work, deposits, await sought);
    if (leaks.length > 0) return { kind: 'leaking', leaks };
    if (shieldedAmong(deposits).length > 0) outcome.answer.warnings = warnings;
    await this.watch.follow(client, work, deposits, await sought);
    await this.alongside?.onCommand(client, work);
    const parts = newParts(this.context, work).map((one) => ({ ...one, caseId }));
    const rows = deposits.map(({ row }) => row);
    await storeWork(client, this.desk.schema, work.entries, work.letters, parts, rows);
    await saveRecords(client, this.desk.schema, [record]);
    letters.push(...work.letters);
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
    const number = definition.givesNumber?.(body) ? await this.caseNumbers.forPerson() : undefined;
    const given = { now, occurredAt, persons, ...(number === undefined ? {} : { number }) };
    const context = await circumstancesOf(this.directory, order.person, role, given);
    const state = structuredClone(work.state);
    const drafts = definition.decide(state, order.part, body, context);
    if (isRefusal(drafts) && drafts.kind === 'conflict')
      return refused(this.context, work.state, part, order.person, drafts);
    const untimely = timeFault(occurredAt, now, part);
    if (untimely) return refused(this.context, work.state, part, order.person, untimely);
    if (isRefusal(drafts)) return refused(this.context, work.state, part, order.person, drafts);
    const events = carryOut(this.context, work, state, drafts, { occurredAt, recordedAt: now, actor: context.actor });
    return { kind: 'done', answer: record(this.context, work, order, context, events, this.shield.key) };
  }

  private async storeBegun(
    order: Order,
    work: CaseWork<State>,
    deposits: readonly Depositing[],
    outcome: CommandOutcome,
  ): Promise<CommandOutcome> {
    const [entry] = work.entries;
    const natural = this.context.naturalKey?.(work.state);
    const naturalKey = natural && this.shield.key.fingerprintOf(`natural key ${natural}`);
    if (!entry) throw new Error('a case begins with an entry');
    try {
      const { organisation } = order.person;
      const parts = newParts(this.context, work);
      const rows = deposits.map(({ row }) => row);
      if (await storeNewCase(this.desk, organisation, work.record, naturalKey, entry, work.letters, parts, rows)) {
        this.onStored(work.letters);
        return outcome;
      }
    } catch (error) {
      if (violatedConstraint(error) !== 'entry_idempotency') throw error;
      return (await this.earlier.toKey(order)) ?? { kind: 'key-reused' };
    }
    const before = order.idempotencyKey ? await this.earlier.toKey(order) : undefined;
    return before ?? this.earlier.toReport(order, naturalKey);
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
    return person.roles.find((role) => mayCommand(route.part, route.command, role));
  }
}
