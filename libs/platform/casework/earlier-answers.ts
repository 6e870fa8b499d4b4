import { statementFor, type AccessLog } from '../access-log/access-log.js';
import type { Clock } from '../clock/clock.js';
import type { Client } from '../persistence/database.js';
import type { Desk } from '../persistence/desk.js';
import type { GuardKey } from '../shielding/guard-key.js';
import type { CaseContext } from './case-context.js';
import { toldAgain } from './order-access.js';
import { hashOf, type Order } from './order.js';
import type { CommandAnswer, CommandOutcome } from './outcome.js';

/** What is there already when something is ordered: the case of a part, and the answer that the same order got before. */
export class EarlierAnswers<State> {
  constructor(
    private readonly context: CaseContext<State>,
    private readonly desk: Desk,
    private readonly clock: Clock,
    private readonly key: GuardKey,
    private readonly accessLog: AccessLog,
  ) {}

  /** An incident report begins its case and carries its identifier; other parts are looked up. */
  async caseOf({ route, part, person }: Order): Promise<string | undefined> {
    if (route.part === 'incident-report') return part;
    const { schema } = this.desk;
    const [found] = await this.desk.query<{ case_id: string }>(person.organisation, {
      name: `case-of-${schema}`,
      text: `select case_id from ${schema}.part where id = $1 and kind = $2`,
      values: [part, route.part],
    });
    return found?.case_id;
  }

  /** The same report again: what it was answered the first time, as it stands now. */
  async toReport(order: Order, naturalKey: string | undefined): Promise<CommandOutcome> {
    const { schema } = this.desk;
    const { organisation } = order.person;
    const [row] = await this.desk.query<{ answer: CommandAnswer; state: State; version: number }>(organisation, {
      text: `select entry.answer, record.state, record.version
             from ${schema}.case_record record join ${schema}.entry entry on entry.case_id = record.case_id
             where record.natural_key = $1 and entry.command is not null order by entry.position limit 1`,
      values: [naturalKey],
    });
    if (!row) throw new Error('a case that was there before has no entry');
    const part = this.context.parts(row.state).find((one) => one.id === row.answer.part.id);
    const answer = { ...row.answer, version: row.version, part: { ...row.answer.part, state: part?.state ?? null } };
    await this.accessLog.enter(toldAgain(order, answer));
    return { kind: 'done-before', answer };
  }

  /** What was answered to the same idempotency key. */
  toKey(order: Order): Promise<CommandOutcome | undefined> {
    return this.desk.transaction(order.person.organisation, (client) => this.toKeyIn(client, order));
  }

  async toKeyIn(client: Client, order: Order): Promise<CommandOutcome | undefined> {
    const { schema } = this.desk;
    const { rows } = await client.query<{ answer: CommandAnswer; body_hash: string }>({
      name: `answered-before-${schema}`,
      text: `select answer, body_hash from ${schema}.entry where person = $1 and idempotency_key = $2`,
      values: [order.person.id, order.idempotencyKey],
    });
    const [row] = rows;
    if (!row) return undefined;
    if (row.body_hash !== hashOf(this.key, order)) return { kind: 'key-reused' };
    await client.query(statementFor(toldAgain(order, row.answer), await this.clock.now()));
    return { kind: 'done', answer: row.answer };
  }
}
