import type { OnApplicationShutdown } from '@nestjs/common';
import type { Alongside } from '../platform/casework/command-shell.js';
import type { Platform } from '../platform/hosting/platform.js';
import type { Identity } from '../platform/leak-guard/index.js';
import type { CaseWork } from '../platform/casework/case-work.js';
import { Database, type Client } from '../platform/persistence/database.js';
import { Desk } from '../platform/persistence/desk.js';
import { DepositPrivateKeys, ensureDepositKey } from './keys/deposit-key.js';
import { openMasterKeys } from './keys/open-master-keys.js';
import { depositsProbe } from './deposits.probe.js';
import { IdentityStore } from './identity.store.js';
import type { ShieldStatus, VaultCase } from './vault-case.js';
import { WithheldTexts, type HeldText } from './withheld-texts.store.js';

/** The keys of the vault as it runs in a process, and what they open. Nobody else has them. */
export class VaultKeeper implements OnApplicationShutdown {
  private constructor(
    private readonly worker: Database,
    private readonly desk: Desk,
    private readonly identities: IdentityStore,
    private readonly texts: WithheldTexts,
  ) {}

  static async open(platform: Platform): Promise<VaultKeeper> {
    const masterKeys = await openMasterKeys(platform.masterKey, platform.logger);
    const worker = await Database.connect({ schema: 'vault', url: platform.urlOf('vault'), poolSize: 2 });
    const desk = await Desk.connect({ schema: 'vault', url: platform.deskUrlOf('vault'), poolSize: 2 });
    try {
      await worker.transaction((client) => ensureDepositKey(client, masterKeys, platform.shield.key));
    } catch (error) {
      await Promise.all([worker.close(), desk.close()]);
      throw error;
    }
    platform.watch(depositsProbe(worker));
    const depositKeys = new DepositPrivateKeys(masterKeys);
    return new VaultKeeper(worker, desk, new IdentityStore(masterKeys, depositKeys), new WithheldTexts(depositKeys));
  }

  /** What is stored with the vault's own part of a case. */
  get alongside(): Alongside<VaultCase> {
    const { identities, texts } = this;
    return {
      onCommand: (client, work) => texts.settle(client, work),
      async onReaction(client, works) {
        await identities.openDeposits(
          client,
          works.map(({ record }) => record.caseId),
        );
        for (const work of works) {
          await keepNumbers(client, work);
          await texts.settle(client, work);
        }
      },
    };
  }

  /** Who the victim is, for someone of this organisation; undefined where that was destroyed, or is not its case. */
  async identityOf(organisation: string, caseId: string, victim: string): Promise<Identity | undefined> {
    // What was told a moment ago may still be in the letterbox.
    await this.worker.transaction((client) => this.identities.openDeposits(client, [caseId]));
    return this.desk.transaction(organisation, (client) => this.identities.read(client, caseId, victim));
  }

  /** How the victim stands at this moment, by what the police have told: not a letter later. */
  async statusOf(organisation: string, caseId: string, victim: string): Promise<ShieldStatus> {
    const [row] = await this.desk.query<{ status: ShieldStatus }>(organisation, {
      name: 'vault-status',
      text: 'select vault.status_of($1, $2) as status',
      values: [caseId, victim],
    });
    return row?.status ?? 'requested';
  }

  /** The victim behind a number, for someone of this organisation. */
  async behind(organisation: string, number: string): Promise<{ caseId: string; victim: string } | undefined> {
    const [row] = await this.desk.query<{ case_id: string; victim: string }>(organisation, {
      name: 'vault-behind',
      text: 'select case_id, victim from vault.numbered where number = $1',
      values: [number],
    });
    return row && { caseId: row.case_id, victim: row.victim };
  }

  heldTexts(organisation: string, caseId: string): Promise<HeldText[]> {
    return this.desk.transaction(organisation, async (client) => this.texts.of(client, caseId));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.worker.close(), this.desk.close()]);
  }
}

/** So that a number can be looked up. */
async function keepNumbers(client: Client, { state }: CaseWork<VaultCase>): Promise<void> {
  const numbered = state.victims.filter(({ number }) => number !== undefined);
  if (numbered.length === 0) return;
  await client.query({
    name: 'vault-numbered',
    text: `insert into vault.numbered (number, case_id, victim)
           select number, $3, victim from unnest($1::text[], $2::uuid[]) as given (number, victim) on conflict do nothing`,
    values: [numbered.map(({ number }) => number), numbered.map(({ id }) => id), state.caseId],
  });
}
