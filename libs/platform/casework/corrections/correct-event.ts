import { correctEvent, toInstant, type Instant, type Role } from '../../../contract/index.js';
import type { Directory } from '../../access/directory.js';
import { validateBody, type FieldFault } from '../../http/validate-body.js';
import type { CommandBody } from '../../http/validation.js';
import type { Client } from '../../persistence/database.js';
import type { GuardKey } from '../../shielding/guard-key.js';
import type { CommandDefinition, Part } from '../case-context.js';
import { carryOut, type CaseWork } from '../case-work.js';
import { circumstancesOf, record, type Circumstances } from '../command-record.js';
import { refused, timeFault } from '../command-refusals.js';
import type { Order } from '../order.js';
import type { CommandOutcome } from '../outcome.js';
import { Refusal, conflict, invalid, isRefusal } from '../refusal.js';
import { stated } from '../stated.js';
import { historyWith, refuseOtherStates, tellingsOf, type History } from './consider-correction.js';
import { CorrectEventBody } from './correction-body.js';
import { targetIn, type Target } from './correction-target.js';
import { journalOf, type GivenCommand, type JournalEntry } from './journal.js';
import { pastOf } from './journal-store.js';
import { correctedInput, fieldsOf, laidOver, overlaysIn, type Overlay } from './overlays.js';
import { Halted, type Rules } from './replay.js';

/** A correction that is asked for, and what it would correct. */
export interface Asked {
  journal: JournalEntry[];
  /** The command whose givers may correct: that which made the event. */
  command: string;
  target?: Target;
}

/** A correction that names an event of a command, and has its form. */
interface Correction {
  asked: Asked;
  event: string;
  entry: JournalEntry;
  given: GivenCommand;
  body: CorrectEventBody;
}

/**
 * Corrects the time or the contents of what a command recorded, by playing the journal of the case again. What can
 * be corrected leaves every later state as it was; the history keeps both (chain.md, The rules across strands, 4).
 */
export class Corrections<State> {
  constructor(
    private readonly rules: Rules<State>,
    private readonly schema: string,
    private readonly directory: Directory,
    private readonly key: GuardKey,
  ) {}

  /** Undefined where something else is ordered. */
  async openFor(client: Client, order: Order, part: Part, caseId: string): Promise<Asked | undefined> {
    if (order.route.command !== correctEvent) return undefined;
    const past = (await pastOf(client, this.schema, [caseId])).get(caseId);
    const journal = journalOf(past?.entries ?? [], past?.events ?? []);
    const target = targetIn(journal, (order.body as { event?: unknown } | null)?.event, part);
    return { journal, command: target?.command?.name ?? correctEvent, ...(target ? { target } : {}) };
  }

  /** Everything between knowing the part and storing. */
  async decide(
    asked: Asked,
    order: Order,
    role: Role,
    work: CaseWork<State>,
    part: Part,
    now: Instant,
  ): Promise<CommandOutcome> {
    const looked = await this.circumstances(order, role, now, []);
    const forbidding =
      asked.target?.command && this.definitionOf(asked.target.command).forbids?.(work.state, part.id, looked);
    if (forbidding) return { kind: 'refused', refusal: forbidding };
    const body = validateBody(CorrectEventBody, order.body);
    if (Array.isArray(body)) return { kind: 'faulty', faults: body };
    const correction = correctionIn(asked, body, now);
    if (isRefusal(correction)) return { kind: 'refused', refusal: correction };
    const right = this.rightForm(correction);
    if (Array.isArray(right)) return { kind: 'faulty', faults: right };
    const persons = this.definitionOf(correction.given).persons?.(right as never) ?? [];
    const circumstances = await this.circumstances(order, role, now, persons);
    const history = this.historyWith(correction, circumstances, work);
    if (isRefusal(history)) return refused(this.rules.context, work.state, part, order.person, history);
    return this.carryOut(correction, order, work, circumstances, history);
  }

  private circumstances(order: Order, role: Role, now: Instant, persons: readonly string[]): Promise<Circumstances> {
    return circumstancesOf(this.directory, order.person, role, { now, occurredAt: now, persons });
  }

  /** The command's input with its right fields, or what is wrong with them. */
  private rightForm({ asked, entry, given, body }: Correction): CommandBody | FieldFault[] {
    const route = this.rules.routes.find(({ part, command }) => part === given.kind && command === given.name);
    if (!route) throw new Error(`${this.rules.context.name} has no route for ${given.name}`);
    const overlay = laidOver(overlaysIn(asked.journal).get(entry.id), { fields: fieldsOf(body) });
    const right = validateBody(route.body, correctedInput(given.input, overlay));
    if (!Array.isArray(right)) return right;
    return right.map((fault) => ({ ...fault, pointer: fieldIn(body, fault.pointer) }));
  }

  private historyWith(
    { asked, entry, body }: Correction,
    { grounds }: Circumstances,
    work: CaseWork<State>,
  ): History<State> | Refusal {
    const before = overlaysIn(asked.journal);
    const above: Overlay = { fields: fieldsOf(body), persons: grounds.persons ?? [] };
    const after = new Map(before).set(entry.id, laidOver(before.get(entry.id), above));
    const history = historyWith(this.rules, work.record, work.state, asked.journal, { before, after });
    if (!(history instanceof Halted)) return refuseOtherStates(this.rules, history) ?? history;
    if (history.entry !== entry.id) {
      return conflict('later-entry', 'Something that was recorded later could not have been with these values.');
    }
    const { kind, code, detail, pointer } = history.refusal;
    return new Refusal(kind, code, detail, pointer === undefined ? undefined : fieldIn(body, pointer));
  }

  private carryOut(
    { event, entry }: Correction,
    order: Order,
    work: CaseWork<State>,
    circumstances: Circumstances,
    { after, comparison }: History<State>,
  ): CommandOutcome {
    const { now, occurredAt, actor, grounds } = circumstances;
    const named = after.steps.flatMap(({ events }) => events).find(({ id }) => id === event);
    const { drafts, added } = tellingsOf(comparison, named);
    const events = carryOut(this.rules.context, work, after.state, drafts, { occurredAt, recordedAt: now, actor });
    const kept = stated({ ...grounds, corrects: entry.id, added: comparison.added.length > 0 ? added : undefined });
    const answer = record(this.rules.context, work, order, { ...circumstances, grounds: kept }, events, this.key);
    return { kind: 'done', answer };
  }

  private definitionOf({ kind, name }: GivenCommand): CommandDefinition<State, never> {
    const definition = this.rules.context.commands[kind]?.[name];
    if (!definition) throw new Error(`${this.rules.context.name} has no command ${name} on ${kind}`);
    return definition;
  }
}

/** Where a fault of the corrected command stands in the body of the correction. */
const fieldIn = ({ occurredAt }: CorrectEventBody, pointer: string): string =>
  pointer === '/occurredAt' && occurredAt !== undefined ? pointer : `/values${pointer}`;

function correctionIn(asked: Asked, body: CorrectEventBody, now: Instant): Correction | Refusal {
  const { target } = asked;
  if (body.occurredAt === undefined && Object.keys(body.values ?? {}).length === 0) {
    return invalid('', 'nothing-corrected', 'A correction gives the right time, right values, or both.');
  }
  if (!target) return invalid('/event', 'unknown-event', 'No event of this part.');
  if (!target.command) {
    return invalid('/event', 'not-by-hand', 'This event followed from another, which has to be corrected instead.');
  }
  const untimely = body.occurredAt && timeFault(toInstant(new Date(body.occurredAt)), now, undefined);
  return untimely ? untimely : { asked, event: target.event, entry: target.entry, given: target.command, body };
}
