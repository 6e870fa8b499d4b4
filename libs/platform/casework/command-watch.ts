import type { Clock } from '../clock/clock.js';
import type { FieldFault } from '../http/validate-body.js';
import { identifierFrom } from '../identifiers/identifiers.js';
import { lockRecords, saveRecords } from '../messaging/case-record.js';
import type { Client } from '../persistence/database.js';
import type { Desk } from '../persistence/desk.js';
import type { Depositing } from '../shielding/deposit.js';
import type { Leak, Sought } from '../shielding/leak-guard.js';
import { textsIn } from '../shielding/texts.js';
import { storeWork } from './case-store.js';
import { takeInHand, type CaseWork } from './case-work.js';
import {
  depositsFor,
  followShielding,
  leakFault,
  namesAsReferences,
  noteRefused,
  shieldedAmong,
  shieldingIn,
  type Watch,
} from './leaks.js';
import { apart, type Order } from './order.js';

/** Keeps the names of victims out of what commands leave behind: they go to the vault, or the command is refused. */
export class CommandWatch<State> {
  constructor(
    private readonly watch: Watch<State>,
    private readonly desk: Desk,
    private readonly clock: Clock,
  ) {}

  /** The identities that the command names, ready for the vault, under the identifiers that its entry gave. */
  depositsOf(order: Order, caseId: string, entryId: string): Promise<Depositing[]> {
    return depositsFor(this.watch.shield, caseId, identifierFrom(entryId), apart(order).identities);
  }

  /** What gives away the victims whom this very command names. */
  leaksAtOnce(order: Order, caseId: string, deposits: readonly Depositing[], already: readonly Sought[] = []): Leak[] {
    if (deposits.length === 0) return [];
    const { kept } = apart(order);
    const shielded = shieldedAmong(deposits, already);
    const texts = shielded.length > 0 ? textsIn(kept) : [];
    return [
      ...namesAsReferences(this.watch.shield, caseId, deposits, kept),
      ...this.watch.shield.guard.leaksIn(caseId, shielded, texts),
    ];
  }

  /** What gives away any victim who is shielded now, or asks it with this command. */
  async leaksIn(
    client: Client,
    order: Order,
    { record: { caseId }, letters }: CaseWork<State>,
    deposits: readonly Depositing[],
    sought: readonly Sought[],
  ): Promise<Leak[]> {
    const { guard } = this.watch.shield;
    const { victims } = shieldingIn(letters.map(({ event }) => event));
    const all = victims.length > 0 ? await guard.soughtIn(client, caseId, victims) : sought;
    const { kept } = apart(order);
    const decidesOn = order.route.command === 'passGuard' ? (kept as { hit?: unknown }).hit : undefined;
    const passed = await guard.markOfHit(client, decidesOn);
    const found = guard.leaksIn(caseId, all, textsIn(kept), passed);
    return [...this.leaksAtOnce(order, caseId, deposits, sought), ...(await guard.notPassed(client, caseId, found))];
  }

  /** What the command means for the texts that this context has kept so far. */
  async follow(
    client: Client,
    work: CaseWork<State>,
    deposits: readonly Depositing[],
    sought: readonly Sought[],
  ): Promise<void> {
    const shielding = shieldingIn(
      work.letters.map(({ event }) => event),
      // A name that is corrected is looked for anew.
      shieldedAmong(deposits, sought),
    );
    await followShielding(client, this.watch, work, shielding, work.entries[0]?.recordedAt ?? '');
  }

  /** Nothing of the command stands; what was refused is kept in the vault for who may let it pass. */
  async refuse(caseId: string, { route, part, person }: Order, leaks: readonly Leak[]): Promise<FieldFault[]> {
    const now = await this.clock.now();
    const { schema } = this.desk;
    const hits = await this.desk.transaction(person.organisation, async (client) => {
      const record = (await lockRecords(client, schema, [caseId])).get(caseId);
      if (!record) return leaks;
      const work = takeInHand(this.watch.context, record);
      const noted = await noteRefused(client, this.watch, work, leaks, { kind: route.part, id: part }, now);
      await storeWork(client, schema, [], work.letters, [], []);
      await saveRecords(client, schema, [record]);
      return noted;
    });
    return hits.map(leakFault);
  }
}
