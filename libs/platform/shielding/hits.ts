import { v7 } from 'uuid';
import type { ContextName, Instant, PartKind } from '../../contract/index.js';
import type { Client } from '../persistence/database.js';
import type { DepositKeys } from './deposit-keys.js';
import type { Leak, LeakGuard } from './leak-guard.js';

/** Where a text stood that the leak guard stopped or took out. */
export interface HitPlace {
  caseId: string;
  context: ContextName;
  part?: { kind: PartKind; id: string };
  at: Instant;
}

export interface Hit extends Leak {
  id: string;
  /** False where the same text was stopped before, and nobody has decided yet. */
  isNew: boolean;
}

/** To what an envelope with a text is bound. */
export const textEnvelope = (caseId: string, hit: string): string => `text ${caseId} ${hit}`;

/** Puts the texts into the vault's letterbox, sealed: a person decides there what becomes of them. */
export async function depositHits(
  client: Client,
  keys: DepositKeys,
  guard: LeakGuard,
  kind: 'refused' | 'withheld',
  { caseId, context, part, at }: HitPlace,
  leaks: readonly Leak[],
): Promise<Hit[]> {
  const { id: key, sealer } = await keys.sealer();
  const hits = leaks.map((leak) => ({ ...leak, id: v7() }));
  const rows = hits.map(({ id, text, victim, pointer, places, mark }) => ({
    id,
    case_id: caseId,
    victim,
    context,
    part_kind: part?.kind,
    part_id: part?.id,
    pointer,
    chars: places.flat(),
    mark,
    kind,
    key_id: key,
    sealed: sealer.seal(text, textEnvelope(caseId, id)).toString('base64'),
    fingerprint: guard.fingerprintOf(caseId, text),
    made_at: at,
  }));
  const { rows: put } = await client.query<{ asked: string; id: string; is_new: boolean }>({
    text: 'select asked, id, is_new from vault.put_hits($1::jsonb)',
    values: [JSON.stringify(rows)],
  });
  const known = new Map(put.map((row) => [row.asked, row]));
  return hits.map((hit) => ({ ...hit, id: known.get(hit.id)?.id ?? hit.id, isNew: known.get(hit.id)?.is_new ?? true }));
}

/** What stands in a state or journal instead of a text that was taken out. */
export const withheldText = (hit: string): string =>
  `(withheld: it may name a person who reports under number; ${hit})`;
