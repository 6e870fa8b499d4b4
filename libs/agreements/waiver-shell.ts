import { v7 } from 'uuid';
import { toInstant, type Instant } from '../contract/index.js';
import type { Actor, Person } from '../platform/casework/case-context.js';
import { asActor } from '../platform/casework/standing.js';
import { storeWork } from '../platform/casework/case-store.js';
import type { Entry } from '../platform/casework/case-work.js';
import { givenCommands, type GivenCommand } from '../platform/casework/given-commands.js';
import type { CommandOutcome } from '../platform/casework/outcome.js';
import { Refusal, conflict, invalid } from '../platform/casework/refusal.js';
import { validateBody } from '../platform/http/validate-body.js';
import type { Clock as Time } from '../platform/clock/clock.js';
import { requestHash } from '../platform/casework/order.js';
import { lockRecords, saveRecords, type CaseRecord } from '../platform/messaging/case-record.js';
import type { Client } from '../platform/persistence/database.js';
import type { Desk } from '../platform/persistence/desk.js';
import { violatedConstraint } from '../platform/persistence/transient.js';
import { leakFault } from '../platform/casework/leaks.js';
import type { GuardKey } from '../platform/shielding/guard-key.js';
import type { Leak } from '../platform/shielding/leak-guard.js';
import type { Shield } from '../platform/shielding/shield.js';
import { textsIn, withTexts, type PlacedText } from '../platform/shielding/texts.js';
import { clocksByCase, factsByCase, rowKey, type KeptClock } from './agreements.store.js';
import { WaiveAgreementBody } from './api/bodies.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { canBeWaived, outcomeAt } from './clock.js';
import { factsOf } from './facts.js';
import { keepCases, type CaseInHand } from './keeping.js';
import { agreementsSchema } from './letters.js';
import { kindsOf } from './standing.js';
import { liaisonOf } from './worklist.reader.js';

export interface WaiverOrder {
  /** The police report, strand, claim or victim that the agreement is about. */
  on: string;
  /** As it came in: its form is looked at when it is known that this person may. */
  body: unknown;
  person: Person;
  idempotencyKey?: string;
  /** The request id. */
  request?: string;
}

export interface Waivers {
  caseId: string;
  items: Omit<GivenCommand, 'command'>[];
}

const notFound = (): CommandOutcome => ({
  kind: 'refused',
  refusal: new Refusal(
    'not-found',
    'not-found',
    'There is no such agreement of a case, or it is not yours to know of.',
  ),
});

/** Sets an agreement aside for a case, with a reason: by the liaison of its owner, never by another. */
export class WaiverShell {
  constructor(
    private readonly desk: Desk,
    private readonly catalogue: () => Catalogue,
    private readonly time: Time,
    private readonly shield: Shield,
    private readonly onStored: () => void,
  ) {}

  async waive(order: WaiverOrder): Promise<CommandOutcome> {
    const { organisation } = order.person;
    try {
      const outcome = await this.desk.transaction(organisation, (client) => this.waiveIn(client, order));
      if (outcome.kind === 'done') this.onStored();
      return outcome;
    } catch (error) {
      // The same key at the same moment, for another case.
      if (violatedConstraint(error) !== 'entry_idempotency') throw error;
      const before = await this.desk.transaction(organisation, (client) => this.answeredBefore(client, order));
      return before ?? { kind: 'key-reused' };
    }
  }

  private async waiveIn(client: Client, order: WaiverOrder): Promise<CommandOutcome> {
    const { person } = order;
    const caseId = await caseOf(client, order.on);
    if (!caseId) return notFound();
    const record = (await lockRecords(client, agreementsSchema, [caseId])).get(caseId);
    const facts = factsOf((await factsByCase(client, [caseId])).get(caseId) ?? []);
    if (!record || kindsOf(facts, person).length === 0) return notFound();
    const before = order.idempotencyKey ? await this.answeredBefore(client, order) : undefined;
    if (before) return before;
    if (!person.roles.some((role) => liaisonOf[role])) return notTheOwner();
    const body = validateBody(WaiveAgreementBody, order.body);
    if (Array.isArray(body)) return { kind: 'faulty', faults: body };
    const now = await this.time.now();
    const at = body.occurredAt === undefined ? now : toInstant(new Date(body.occurredAt));
    const clock = latest((await clocksByCase(client, [caseId])).get(caseId) ?? [], body.agreement, order.on);
    if (!clock) return notFound();
    const role = person.roles.find((one) => liaisonOf[one] === clock.kind);
    if (!role || clock.organisation !== person.organisation) {
      return refused(
        new Refusal('forbidden', 'not-the-owner', 'Only the liaison of its owner sets an agreement aside.'),
      );
    }
    const outcome = outcomeAt(clock.clock, at);
    if (!canBeWaived(outcome)) {
      return refused(conflict('nothing-to-waive', `The agreement is ${outcome}: there is nothing to set aside.`));
    }
    if (at > now) return refused(invalid('/occurredAt', 'future', 'What is recorded must have happened already.'));
    const leaks = await this.leaksIn(client, caseId, textsIn(order.body));
    if (leaks.length > 0) return { kind: 'faulty', faults: leaks.map(leakFault) };
    return this.store(client, order, record, clock, asActor(person, role), { at, now });
  }

  private async store(
    client: Client,
    order: WaiverOrder,
    record: CaseRecord,
    clock: KeptClock,
    actor: Actor,
    { at, now }: { at: Instant; now: Instant },
  ): Promise<CommandOutcome> {
    const id = v7();
    await client.query({
      text: 'insert into agreements.waiver (case_id, clock, at, entry) values ($1, $2, $3, $4)',
      values: [record.caseId, rowKey(clock), at, id],
    });
    const inHand: CaseInHand = { record, now, news: [], letters: [] };
    await keepCases(client, this.catalogue(), [inHand]);
    record.version += 1;
    const answer = {
      id,
      command: 'waiveAgreement',
      agreement: clock.agreement,
      about: clock.about,
      outcome: 'waived',
      part: { kind: 'police-report' as const, id: order.on, state: null },
      caseId: record.caseId,
      caseNumber: record.caseNumber,
      version: record.version,
      occurredAt: at,
      recordedAt: now,
      events: inHand.letters.map(({ event }) => ({ id: event.id, type: event.type })),
      created: {},
    };
    await storeWork(client, agreementsSchema, [entryFor(order, actor, answer, this.shield.key)], inHand.letters, []);
    await saveRecords(client, agreementsSchema, [record]);
    return { kind: 'done', answer };
  }

  /** What was set aside about this part, for those who know of the case. */
  givenOn(on: string, person: Person): Promise<Waivers | undefined> {
    return this.desk.transaction(person.organisation, async (client) => {
      const caseId = await caseOf(client, on);
      if (!caseId) return undefined;
      const facts = factsOf((await factsByCase(client, [caseId])).get(caseId) ?? []);
      const kinds = kindsOf(facts, person);
      if (!kinds.some((kind) => kind !== 'employer')) return undefined;
      const given = await givenCommands(client, agreementsSchema, { caseId, part: on, command: 'waiveAgreement' });
      const items = given.map(({ command: _command, ...waiver }) => waiver);
      // What was written before somebody asked for a number.
      const leaking = new Set((await this.leaksIn(client, caseId, textsIn(items))).map(({ text }) => text));
      return { caseId, items: withTexts(items, (text) => (leaking.has(text) ? notShown : text)) };
    });
  }

  private async leaksIn(client: Client, caseId: string, texts: readonly PlacedText[]): Promise<Leak[]> {
    const { guard } = this.shield;
    return guard.leaksIn(caseId, await guard.soughtIn(client, caseId), texts);
  }

  private async answeredBefore(client: Client, order: WaiverOrder): Promise<CommandOutcome | undefined> {
    const { rows } = await client.query<{ answer: never; body_hash: string }>({
      text: 'select answer, body_hash from agreements.entry where person = $1 and idempotency_key = $2',
      values: [order.person.id, order.idempotencyKey],
    });
    const [row] = rows;
    if (!row) return undefined;
    const same = row.body_hash === requestHash(this.shield.key, 'waivers', order.on, order.body);
    return same ? { kind: 'done', answer: row.answer } : { kind: 'key-reused' };
  }
}

const notShown = '(not shown: it may name a person who reports under number)';

/** The case that a police report, a victim, a strand or a claim with a clock belongs to. */
async function caseOf(client: Client, on: string): Promise<string | undefined> {
  const { rows } = await client.query<{ case_id: string }>({
    name: 'agreements-case-of',
    text: 'select case_id from agreements.subject where id = $1 limit 1',
    values: [on],
  });
  return rows[0]?.case_id;
}

const refused = (refusal: Refusal): CommandOutcome => ({ kind: 'refused', refusal });

const notTheOwner = (): CommandOutcome =>
  refused(new Refusal('forbidden', 'not-the-owner', 'Only the liaison of its owner sets an agreement aside.'));

/** The latest round of the agreement about this part. */
const latest = (clocks: readonly KeptClock[], agreement: string, on: string): KeptClock | undefined =>
  clocks
    .filter((row) => row.agreement === agreement)
    .filter(({ about }) => [about.policeReport, about.strand, about.claim, about.victim].includes(on))
    .sort((a, b) => (a.clock.startedAt < b.clock.startedAt ? -1 : 1))
    .at(-1);

const entryFor = (
  order: WaiverOrder,
  actor: Actor,
  answer: NonNullable<Entry['answer']> &
    Pick<Entry, 'id' | 'caseId' | 'occurredAt' | 'recordedAt'> & { command: string },
  key: GuardKey,
): Entry => ({
  id: answer.id,
  caseId: answer.caseId,
  partId: order.on,
  command: answer.command,
  event: null,
  input: order.body as object,
  actor,
  occurredAt: answer.occurredAt,
  recordedAt: answer.recordedAt,
  idempotencyKey: order.idempotencyKey,
  bodyHash: requestHash(key, 'waivers', order.on, order.body),
  answer,
  ...(order.request === undefined ? {} : { request: order.request }),
});
