import type { Client, Database } from '../../platform/persistence/database.js';
import type { GuardKey } from '../../platform/shielding/guard-key.js';
import type { IdentityStore } from '../identity.store.js';
import { makeDepositKey, whileNobodyWraps, type DepositPrivateKeys } from './deposit-key.js';
import { MasterKeyFailure, type MasterKeys } from './master-keys.js';
import type { MasterKeyChange } from './open-master-keys.js';
import { resealHits } from './reseal-hits.store.js';
import { rewrap } from './rewrap.store.js';

const rotatingLock = 762_014_231;
const casesAtOnce = 100;

/** Others seal with a public key for a minute after they saw it; then some, for a transaction that takes long. */
const oldKeyInUseForMs = 120_000;

export const rotationSteps = [
  'new master key',
  'wrap anew',
  'new deposit key',
  'wait for those who seal',
  'seal texts anew',
  'empty the letterbox',
  'old deposit keys',
  'old master keys',
] as const;
export type RotationStep = (typeof rotationSteps)[number];

/** What the vault opens and closes with. */
export interface Keys {
  masterKeys: MasterKeys;
  depositKeys: DepositPrivateKeys;
  identities: IdentityStore;
  guardKey: GuardKey;
  change: MasterKeyChange;
}

export interface Rotated {
  wrapped: number;
  sealed: number;
  opened: number;
  /** False where the old master keys are for the operator to take out of the environment. */
  oldKeysGone: boolean;
}

/**
 * Changes the master key and the deposit key while the vault serves. Each step finds for itself what is left to do, so
 * a rotation that was killed is simply begun again. Old keys go last, when nothing is left that needs them.
 */
export class Rotation {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly before: (step: RotationStep) => void,
    private readonly rest: (ms: number) => Promise<void>,
  ) {}

  async run(): Promise<Rotated> {
    const client = await this.database.pool.connect();
    try {
      const { rows } = await client.query<{ free: boolean }>({
        text: 'select pg_try_advisory_lock($1) as free',
        values: [rotatingLock],
      });
      if (!rows[0]?.free) throw new MasterKeyFailure('Another rotation is running. Wait for it to end.');
      return await this.rotate();
    } finally {
      // With the connection the lock goes.
      client.release(true);
    }
  }

  private async rotate(): Promise<Rotated> {
    const { change } = this.keys;
    this.before('new master key');
    await change.begin();
    // Who read the old key before has stored by now what was wrapped with it.
    await this.database.transaction(whileNobodyWraps);
    this.before('wrap anew');
    let wrapped = await rewrap(this.database, this.keys.masterKeys);
    this.before('new deposit key');
    const newest = await this.newDepositKey();
    this.before('wait for those who seal');
    await this.rest(newest.inUseForMs);
    this.before('seal texts anew');
    const sealed = await resealHits(this.database, this.keys, newest.id);
    this.before('empty the letterbox');
    const opened = await this.emptyLetterbox(newest.id);
    this.before('old deposit keys');
    await this.dropDepositKeys(newest.id);
    wrapped += await rewrap(this.database, this.keys.masterKeys);
    this.before('old master keys');
    const oldKeysGone = await this.database.transaction((client) => this.dropMasterKeys(client));
    return { wrapped, sealed, opened, oldKeysGone };
  }

  /** Where there is more than one, an earlier rotation made the newest and did not come to its end. */
  private newDepositKey(): Promise<{ id: string; inUseForMs: number }> {
    const { masterKeys, guardKey } = this.keys;
    return this.database.transaction(async (client) => {
      const { rows: before } = await client.query('select id from vault.deposit_key limit 2');
      if (before.length < 2) await makeDepositKey(client, masterKeys, guardKey);
      const { rows } = await client.query<{ id: string; age: number }>(
        `select id, (extract(epoch from clock_timestamp() - made_at) * 1000)::float8 as age
         from vault.deposit_key order by made_at desc, id desc limit 1`,
      );
      const [newest] = rows;
      if (!newest) throw new Error('a deposit key was made and is not there');
      return { id: newest.id, inUseForMs: Math.max(0, Math.ceil(oldKeyInUseForMs - newest.age)) };
    });
  }

  private async emptyLetterbox(newest: string): Promise<number> {
    let opened = 0;
    for (;;) {
      const rows = await this.database.query<{ case_id: string }>({
        text: 'select distinct case_id from vault.deposit where key_id <> $1 order by case_id limit $2',
        values: [newest, casesAtOnce],
      });
      if (rows.length === 0) return opened;
      const caseIds = rows.map(({ case_id: id }) => id);
      await this.database.transaction((client) => this.keys.identities.openDeposits(client, caseIds));
      opened += caseIds.length;
    }
  }

  /** Those under which nothing is sealed any more. */
  private async dropDepositKeys(newest: string): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('lock table vault.deposit, vault.hit in share row exclusive mode');
      await client.query({
        text: `delete from vault.deposit_key key where id <> $1
                 and not exists (select from vault.deposit where key_id = key.id)
                 and not exists (select from vault.hit where key_id = key.id and decided is null)`,
        values: [newest],
      });
    });
  }

  private async dropMasterKeys(client: Client): Promise<boolean> {
    await whileNobodyWraps(client);
    const current = await this.keys.masterKeys.current();
    const { rows } = await client.query({
      text: `select from vault.person_key where master <> $1
             union all select from vault.deposit_key where master <> $1 limit 1`,
      values: [current],
    });
    if (rows.length > 0) {
      throw new MasterKeyFailure('Something was wrapped with an old master key meanwhile: run the rotation again.');
    }
    return this.keys.change.end();
  }
}
