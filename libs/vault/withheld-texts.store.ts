import type { EventOf } from '../contract/index.js';
import type { CaseWork } from '../platform/casework/case-work.js';
import type { Client } from '../platform/persistence/database.js';
import { textEnvelope } from '../platform/shielding/hits.js';
import type { Place } from '../platform/shielding/leak-guard.js';
import { unseal } from '../platform/shielding/sealing.js';
import type { RedactTextBody } from './api/bodies.js';
import type { DepositPrivateKeys } from './keys/deposit-key.js';
import type { VaultCase } from './vault-case.js';

interface HitRow {
  id: string;
  case_id: string;
  kind: 'refused' | 'withheld';
  key_id: string;
  sealed: Buffer;
}

/** A text that waits for a decision, as the assistant prosecutor sees it. */
export interface HeldText {
  id: string;
  victim: string;
  kind: 'refused' | 'withheld';
  context: string;
  pointer: string;
  places: readonly Place[];
  /** Of a text that was refused without what stands in these places: to decide about it, nobody needs to know the name. */
  text: string;
  madeAt: string;
  decided?: string;
}

/** The texts that the leak guard stopped or took out, sealed like identities until a person has decided. */
export class WithheldTexts {
  constructor(private readonly depositKeys: DepositPrivateKeys) {}

  async of(client: Client, caseId: string): Promise<HeldText[]> {
    const { rows } = await client.query<
      HitRow & {
        victim: string;
        context: string;
        pointer: string;
        chars: number[];
        made_at: Date;
        decided: string | null;
      }
    >({
      text: `select id, case_id, victim, kind, context, pointer, chars, key_id, sealed, made_at, decided
             from vault.hit where case_id = $1 and decided is null order by made_at, id limit 200`,
      values: [caseId],
    });
    const texts: HeldText[] = [];
    for (const row of rows) {
      const { id, victim, kind, context, pointer, made_at: madeAt } = row;
      const places = pairs(row.chars);
      const whole = await this.open(client, row);
      const text = kind === 'refused' ? masked(whole, places) : whole;
      texts.push({ id, victim, kind, context, pointer, places, text, madeAt: madeAt.toISOString() });
    }
    return texts;
  }

  /** Writes down what was decided, in the transaction that tells of it: whoever hears finds what is to stand there. */
  async settle(client: Client, work: CaseWork<VaultCase>): Promise<void> {
    const settled = work.letters.flatMap(({ event }) => (event.type === 'text.settled' ? [event] : []));
    for (const event of settled) await this.settleOne(client, work, event);
  }

  private async settleOne(client: Client, work: CaseWork<VaultCase>, { data }: EventOf<'text.settled'>): Promise<void> {
    const { rows } = await client.query<HitRow>({
      text: 'select id, case_id, kind, key_id, sealed from vault.hit where id = $1',
      values: [data.hit],
    });
    const [row] = rows;
    if (!row) throw new Error('a decision on a text that is not there');
    const given = work.entries.map(({ input }) => input as Partial<RedactTextBody> | null);
    const replacement = given.find((input) => input?.hit === data.hit)?.replacement;
    const text = row.kind === 'refused' ? null : (replacement ?? (await this.open(client, row)));
    await client.query({
      text: 'update vault.hit set decided = $2, settled = $3 where id = $1',
      values: [data.hit, data.how, text],
    });
  }

  private async open(client: Client, row: HitRow): Promise<string> {
    const key = await this.depositKeys.get(client, row.key_id);
    return unseal(key, row.sealed, textEnvelope(row.case_id, row.id)) as string;
  }
}

const pairs = (chars: readonly number[]): Place[] =>
  chars.flatMap((from, index) => (index % 2 === 0 ? [[from, chars[index + 1] ?? from] as const] : []));

const masked = (text: string, places: readonly Place[]): string =>
  [...places].reverse().reduce((so, [from, to]) => `${so.slice(0, from)}…${so.slice(to)}`, text);
