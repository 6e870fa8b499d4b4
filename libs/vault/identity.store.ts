import { randomBytes } from 'node:crypto';
import type { Client } from '../platform/persistence/database.js';
import type { Identity } from '../platform/leak-guard/index.js';
import { close, open } from '../platform/shielding/closed-box.js';
import { identityEnvelope } from '../platform/shielding/deposit.js';
import { unseal } from '../platform/shielding/sealing.js';
import { beforeWrapping, type DepositPrivateKeys } from './keys/deposit-key.js';
import type { MasterKeys, Wrapped } from './keys/master-keys.js';

interface DepositRow {
  id: string;
  case_id: string;
  victim: string;
  key_id: string;
  sealed: Buffer;
}

interface KeyRow extends Wrapped {
  victim: string;
}

export const aboutPerson = (victim: string): string => `person key ${victim}`;

/**
 * The identities: each under a data key of its own, which is wrapped by a master key that is not in the database.
 * Without the data key what is kept is noise, here and in every backup.
 */
export class IdentityStore {
  constructor(
    private readonly masterKeys: MasterKeys,
    private readonly depositKeys: DepositPrivateKeys,
  ) {}

  /** Empties the letterbox for these cases: what was sealed for the vault is kept under the person's own key. */
  async openDeposits(client: Client, caseIds: readonly string[]): Promise<void> {
    const { rows } = await client.query<DepositRow>({
      name: 'vault-deposits',
      text: `select id, case_id, victim, key_id, sealed from vault.deposit where case_id = any ($1) order by id for update`,
      values: [caseIds],
    });
    if (rows.length === 0) return;
    const victims = rows.map(({ victim }) => victim);
    await beforeWrapping(client);
    const keys = await this.keysOf(client, victims);
    const destroyed = await destroyedAmong(client, victims);
    for (const row of rows) if (!destroyed.has(row.victim)) await this.keep(client, row, keys);
    await client.query({ text: 'delete from vault.deposit where id = any ($1)', values: [rows.map(({ id }) => id)] });
  }

  /** Who the victim is; undefined where that was destroyed. */
  async read(client: Client, caseId: string, victim: string): Promise<Identity | undefined> {
    const { rows } = await client.query<{ sealed: Buffer } & Wrapped>({
      name: 'vault-read',
      text: `select identity.sealed, key.wrapped, key.master
             from vault.identity identity join vault.person_key key on key.victim = identity.victim
             where identity.victim = $1 and identity.case_id = $2`,
      values: [victim, caseId],
    });
    const [row] = rows;
    if (!row) return undefined;
    const dataKey = await this.masterKeys.unwrap(row, aboutPerson(victim));
    return opened(row.sealed, dataKey, identityEnvelope(caseId, victim));
  }

  private async keep(client: Client, row: DepositRow, keys: Map<string, Buffer>): Promise<void> {
    const { case_id: caseId, victim } = row;
    const about = identityEnvelope(caseId, victim);
    const identity = unseal(await this.depositKeys.get(client, row.key_id), row.sealed, about) as Identity;
    const dataKey = keys.get(victim) ?? (await this.newKey(client, caseId, victim));
    keys.set(victim, dataKey);
    await client.query({
      name: 'vault-keep',
      text: `insert into vault.identity (victim, case_id, sealed) values ($1, $2, $3)
             on conflict (victim) do update set sealed = excluded.sealed, kept_at = clock_timestamp()`,
      values: [victim, caseId, closed(identity, dataKey, about)],
    });
  }

  private async newKey(client: Client, caseId: string, victim: string): Promise<Buffer> {
    const dataKey = randomBytes(32);
    const { wrapped, master } = await this.masterKeys.wrap(dataKey, aboutPerson(victim));
    await client.query({
      name: 'vault-new-key',
      text: 'insert into vault.person_key (victim, case_id, wrapped, master) values ($1, $2, $3, $4)',
      values: [victim, caseId, wrapped, master],
    });
    return dataKey;
  }

  private async keysOf(client: Client, victims: readonly string[]): Promise<Map<string, Buffer>> {
    const { rows } = await client.query<KeyRow>({
      name: 'vault-keys',
      text: 'select victim, wrapped, master from vault.person_key where victim = any ($1)',
      values: [victims],
    });
    const keys = new Map<string, Buffer>();
    for (const row of rows) keys.set(row.victim, await this.masterKeys.unwrap(row, aboutPerson(row.victim)));
    return keys;
  }
}

/** Of whom nothing is kept any more, whatever still comes in. */
async function destroyedAmong(client: Client, victims: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ victim: string }>({
    name: 'vault-destroyed',
    text: 'select victim from vault.destroyed_person where victim = any ($1)',
    values: [victims],
  });
  return new Set(rows.map(({ victim }) => victim));
}

const closed = (identity: Identity, dataKey: Buffer, about: string): Buffer =>
  close(dataKey, JSON.stringify(identity), about);

const opened = (sealed: Buffer, dataKey: Buffer, about: string): Identity =>
  JSON.parse(open(dataKey, sealed, about).toString('utf8')) as Identity;
