import type { Client, Database } from '../../platform/persistence/database.js';
import { textEnvelope } from '../../platform/shielding/hits.js';
import { Sealer, unseal } from '../../platform/shielding/sealing.js';
import type { DepositPrivateKeys } from './deposit-key.js';

const hitsAtOnce = 200;

interface HitRow {
  id: string;
  case_id: string;
  key_id: string;
  sealed: Buffer;
}

/** Seals the texts that wait for a decision with the newest deposit key. Answers how many. */
export async function resealHits(
  database: Database,
  { depositKeys }: { depositKeys: DepositPrivateKeys },
  newest: string,
): Promise<number> {
  const [key] = await database.query<{ public_key: Buffer }>({
    text: 'select public_key from vault.deposit_key where id = $1',
    values: [newest],
  });
  if (!key) throw new Error('the newest deposit key is gone');
  const sealer = new Sealer(key.public_key);
  let count = 0;
  for (let done = -1; done !== 0; count += Math.max(0, done)) {
    done = await database.transaction((client) => resealSome(client, depositKeys, sealer, newest));
  }
  return count;
}

async function resealSome(
  client: Client,
  depositKeys: DepositPrivateKeys,
  sealer: Sealer,
  newest: string,
): Promise<number> {
  const { rows } = await client.query<HitRow>({
    text: `select id, case_id, key_id, sealed from vault.hit
           where decided is null and key_id <> $1 order by id limit $2 for update`,
    values: [newest, hitsAtOnce],
  });
  for (const { id, case_id: caseId, key_id: old, sealed } of rows) {
    const about = textEnvelope(caseId, id);
    const text = unseal(await depositKeys.get(client, old), sealed, about) as string;
    await client.query({
      text: 'update vault.hit set sealed = $2, key_id = $3 where id = $1',
      values: [id, sealer.seal(text, about), newest],
    });
  }
  return rows.length;
}
