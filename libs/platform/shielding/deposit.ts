import { newIdentifier } from '../identifiers/identifiers.js';
import { marksOf, shapesOf } from '../leak-guard/index.js';
import type { DepositKeys } from './deposit-keys.js';
import type { GuardKey } from './guard-key.js';
import type { NamedIdentity } from './identities.js';
import type { Sought } from './leak-guard.js';

/** What goes into the vault's letterbox with the case, in the same transaction. */
export interface Deposit {
  id: string;
  case_id: string;
  victim: string;
  wish: boolean;
  key_id: string;
  /** Base64 of the envelope. */
  sealed: string;
  /** Base64 of what the leak guard looks for, closed with its key. */
  shapes: string;
  /** What it must not find, under its key. */
  marks: string[];
}

/** An identity on its way to the vault, and what the leak guard already knows of it. */
export interface Depositing {
  row: Deposit;
  sought: Sought;
}

/** To what an envelope with an identity is bound. */
export const identityEnvelope = (caseId: string, victim: string): string => `identity ${caseId} ${victim}`;

export async function depositOf(
  keys: DepositKeys,
  guardKey: GuardKey,
  caseId: string,
  victim: string,
  { identity, wish }: NamedIdentity,
): Promise<Depositing> {
  const { id: key, sealer } = await keys.sealer();
  const plain = marksOf(identity);
  const shapes = shapesOf(plain);
  const marks = plain.map((mark) => guardKey.markOf(caseId, mark));
  const row = {
    id: newIdentifier(),
    case_id: caseId,
    victim,
    wish,
    key_id: key,
    sealed: sealer.seal(identity, identityEnvelope(caseId, victim)).toString('base64'),
    shapes: guardKey.close(shapes).toString('base64'),
    marks,
  };
  return { row, sought: { victim, shapes, marks: new Set(marks) } };
}
