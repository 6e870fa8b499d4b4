import type { Database } from '../persistence/database.js';
import type { GuardKey } from './guard-key.js';
import { Sealer } from './sealing.js';

const rememberedFor = 60_000;

/** There is no key to seal with yet: the vault has not started. Tried again, like a database that is not there yet. */
export class VaultNotReady extends Error {
  override readonly name = 'VaultNotReady';
  readonly code = 'ECONNREFUSED';
}

/** What is signed of the vault's public key: with another one in its place, who put it there could read along. */
export const attestation = (id: string, publicKey: Buffer): string => `deposit key ${id} ${publicKey.toString('hex')}`;

/** The public key of the vault, and the sealer that goes with it. */
export class DepositKeys {
  private current: { id: string; sealer: Sealer; until: number } | undefined;

  constructor(
    private readonly database: Database,
    private readonly guardKey: GuardKey,
  ) {}

  async sealer(): Promise<{ id: string; sealer: Sealer }> {
    if (this.current && this.current.until > Date.now()) return this.current;
    const [row] = await this.database.query<{ id: string; public_key: Buffer; attested: string }>({
      name: 'deposit-key',
      text: 'select id, public_key, attested from vault.deposit_key order by made_at desc, id desc limit 1',
    });
    if (!row) throw new VaultNotReady('the vault has no deposit key yet');
    if (!this.guardKey.isFingerprint(attestation(row.id, row.public_key), row.attested)) {
      throw new Error('the deposit key in the database is not one that the vault made');
    }
    // A new sender key now and then, so that one that leaks from memory opens no more than a minute of envelopes.
    this.current = { id: row.id, sealer: new Sealer(row.public_key), until: Date.now() + rememberedFor };
    return this.current;
  }
}
