import { v7 } from 'uuid';
import type { Instant } from '../contract/index.js';
import type { Person } from '../platform/casework/case-context.js';
import { asActor } from '../platform/casework/standing.js';
import { storeWork } from '../platform/casework/case-store.js';
import type { CommandOutcome } from '../platform/casework/outcome.js';
import { Refusal, conflict } from '../platform/casework/refusal.js';
import type { Clock as Time } from '../platform/clock/clock.js';
import { requestHash } from '../platform/casework/order.js';
import { lockRecords, saveRecords, type CaseRecord } from '../platform/messaging/case-record.js';
import type { Client, Database } from '../platform/persistence/database.js';
import { kindsOf } from './agreement.reader.js';
import { clocksByCase, factsByCase, rowKey, type KeptClock } from './agreements.store.js';
import type { WaiveAgreementBody } from './api/bodies.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { canBeWaived, outcomeAt } from './clock.js';
import { factsOf } from './facts.js';
import { keepCases, type CaseInHand } from './keeping.js';
import { agreementsSchema } from './letters.js';
import { liaisonOf } from './worklist.reader.js';

export interface WaiverOrder {
  body: WaiveAgreementBody;
  person: Person;
  idempotencyKey?: string;
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
    private readonly database: Database,
    private readonly catalogue: () => Catalogue,
    private readonly time: Time,
    private readonly onStored: () => void,
  ) {}

  async waive(order: WaiverOrder): Promise<CommandOutcome> {
    const caseId = await this.caseOf(order.body.on);
    if (!caseId) return notFound();
    const outcome = await this.database.transaction((client) => this.waiveIn(client, caseId, order));
    if (outcome.kind === 'done') this.onStored();
    return outcome;
  }

  private async waiveIn(client: Client, caseId: string, order: WaiverOrder): Promise<CommandOutcome> {
    const { body, person } = order;
    const record = (await lockRecords(client, agreementsSchema, [caseId])).get(caseId);
    const facts = factsOf((await factsByCase(client, [caseId])).get(caseId) ?? []);
    if (!record || kindsOf(facts, person).length === 0) return notFound();
    const before = order.idempotencyKey ? await this.answeredBefore(client, order) : undefined;
    if (before) return before;
    const now = await this.time.now();
    const clock = latest((await clocksByCase(client, [caseId])).get(caseId) ?? [], body);
    if (!clock) return notFound();
    const role = person.roles.find((one) => liaisonOf[one] === clock.kind);
    if (!role || clock.organisation !== person.organisation) {
      return refused(
        new Refusal('forbidden', 'not-the-owner', 'Only the liaison of its owner sets an agreement aside.'),
      );
    }
    const outcome = outcomeAt(clock.clock, now);
    if (!canBeWaived(outcome)) {
      return refused(conflict('nothing-to-waive', `The agreement is ${outcome}: there is nothing to set aside.`));
    }
    return this.store(client, order, record, clock, asActor(person, role), now);
  }

  private async store(
    client: Client,
    order: WaiverOrder,
    record: CaseRecord,
    clock: KeptClock,
    actor: ReturnType<typeof asActor>,
    now: Instant,
  ): Promise<CommandOutcome> {
    const id = v7();
    await client.query({
      text: 'insert into agreements.waiver (case_id, clock, at, entry) values ($1, $2, $3, $4)',
      values: [record.caseId, rowKey(clock), now, id],
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
      part: { kind: 'police-report' as const, id: order.body.on, state: null },
      caseId: record.caseId,
      caseNumber: record.caseNumber,
      version: record.version,
      occurredAt: now,
      recordedAt: now,
      events: inHand.letters.map(({ event }) => ({ id: event.id, type: event.type })),
      created: {},
    };
    const entry = {
      id,
      caseId: record.caseId,
      partId: order.body.on,
      command: 'waiveAgreement',
      event: null,
      input: { ...order.body },
      actor,
      occurredAt: now,
      recordedAt: now,
      idempotencyKey: order.idempotencyKey,
      bodyHash: requestHash('agreement-waivers', '', order.body),
      answer,
    };
    await storeWork(client, agreementsSchema, [entry], inHand.letters, []);
    await saveRecords(client, agreementsSchema, [record]);
    return { kind: 'done', answer };
  }

  private async answeredBefore(client: Client, order: WaiverOrder): Promise<CommandOutcome | undefined> {
    const { rows } = await client.query<{ answer: never; body_hash: string }>({
      text: 'select answer, body_hash from agreements.entry where person = $1 and idempotency_key = $2',
      values: [order.person.id, order.idempotencyKey],
    });
    const [row] = rows;
    if (!row) return undefined;
    const same = row.body_hash === requestHash('agreement-waivers', '', order.body);
    return same ? { kind: 'done', answer: row.answer } : { kind: 'key-reused' };
  }

  /** The case that a police report, a strand or a claim with a clock belongs to. */
  private async caseOf(on: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ case_id: string }>({
      name: 'agreements-case-of',
      text: `select case_id from agreements.clock
             where about ->> 'policeReport' = $1 or about ->> 'strand' = $1 or about ->> 'claim' = $1 or about ->> 'victim' = $1
             limit 1`,
      values: [on],
    });
    return row?.case_id;
  }
}

const refused = (refusal: Refusal): CommandOutcome => ({ kind: 'refused', refusal });

/** The latest round of the agreement about this part. */
const latest = (clocks: readonly KeptClock[], { agreement, on }: WaiveAgreementBody): KeptClock | undefined =>
  clocks
    .filter((row) => row.agreement === agreement)
    .filter(({ about }) => [about.policeReport, about.strand, about.claim, about.victim].includes(on))
    .sort((a, b) => (a.clock.startedAt < b.clock.startedAt ? -1 : 1))
    .at(-1);
