import type { Books } from '../books.js';
import type { Ask, Fault } from './fault.js';

interface ClaimRow {
  case_id: string;
  claim: string;
  ledger: LedgerEntry[];
}

interface LedgerEntry {
  kind: string;
  reference?: string;
  amountCents?: number;
  reverses?: string;
}

interface Progress {
  case_id: string;
  claim: string;
  reference: string;
  amount: number;
}

/** Every claim has received what the driver was told that it had, and from Halt what Halt told; each reference once. */
export async function checkMoney(ask: Ask, books: Books): Promise<Fault[]> {
  const claims = await ask<ClaimRow>(
    `select record.case_id, claim.key as claim, claim.value -> 'ledger' as ledger
     from recovery.case_record record, jsonb_each(record.state -> 'claims') claim
     where jsonb_typeof(record.state -> 'claims') = 'object'`,
  );
  const halt = await ask<Progress>(
    `select case_id, paid ->> 'claim' as claim, paid ->> 'reference' as reference, (paid ->> 'amountCents')::integer as amount
     from (select case_id, envelope -> 'data' -> 'compensationPaid' as paid from halt.event
           where envelope ->> 'type' = 'halt.progressed') progress where paid is not null`,
  );
  const known = new Set(claims.map(({ claim }) => claim));
  const lost = books.claims
    .filter((claim) => !known.has(claim))
    .map((claim) => ({ words: `the claim ${claim} is gone` }));
  return [...lost, ...claims.flatMap((row) => faultsOf(row, books.standing(row.claim), halt))];
}

function faultsOf(
  { case_id: caseId, claim, ledger }: ClaimRow,
  expected: Map<string, number>,
  halt: Progress[],
): Fault[] {
  const reversed = new Set(ledger.flatMap(({ kind, reverses }) => (kind === 'reversal' && reverses ? [reverses] : [])));
  const payments = ledger.filter(({ kind }) => kind === 'payment');
  const references = payments.map(({ reference = '' }) => reference);
  const fault = (words: string): Fault => ({ words: `claim ${claim}: ${words}`, caseId });
  const faults: Fault[] = [];
  if (new Set(references).size < references.length) faults.push(fault('a reference was paid twice'));
  const standing = new Map(
    payments
      .filter(({ reference = '' }) => !reversed.has(reference))
      .map(({ reference = '', amountCents = 0 }) => [reference, amountCents]),
  );
  for (const [reference, amount] of standing) {
    const own = expected.get(reference);
    const told = halt.find((one) => one.claim === claim && one.reference === reference)?.amount;
    // Of what Halt tells, recovery takes as much as is still outstanding.
    const fits = own === undefined ? told !== undefined && amount <= told : amount === own;
    if (!fits)
      faults.push(fault(`${reference} stands for ${String(amount)} cents, and should for ${String(own ?? told)}`));
  }
  for (const [reference, amount] of expected)
    if (!standing.has(reference))
      faults.push(fault(`${reference} of ${String(amount)} cents was accepted, and does not stand`));
  return faults;
}
