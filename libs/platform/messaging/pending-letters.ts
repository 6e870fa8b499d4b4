import type { Producer } from '../../contract/index.js';
import type { Client, Statement } from '../persistence/database.js';
import type { Letter } from './letter.js';

/** A letter that waits for an earlier one, or, with an error, one that could not be handled and holds up the rest. */
export interface PendingLetter {
  letter: Letter;
  number: number;
  error: string | null;
}

export async function pendingOf(client: Client, schema: string, caseIds: string[]): Promise<PendingLetter[]> {
  const { rows } = await client.query<PendingLetter>({
    name: `pending-of-${schema}`,
    text: `select letter, number, error from ${schema}.pending_letter where case_id = any ($1) order by case_id, producer, number`,
    values: [caseIds],
  });
  return rows;
}

/** Keeps the letters until their time has come; answers how many were new, per case. */
export async function keepPending(
  client: Client,
  schema: string,
  letters: { letter: Letter; number: number }[],
): Promise<Map<string, number>> {
  const added = new Map<string, number>();
  if (letters.length === 0) return added;
  const { rows } = await client.query<{ case_id: string }>({
    name: `pending-keep-${schema}`,
    text: `insert into ${schema}.pending_letter (case_id, producer, number, letter)
           select case_id, producer, number, letter
           from jsonb_to_recordset($1::jsonb) as kept (case_id uuid, producer text, number integer, letter jsonb)
           on conflict do nothing returning case_id`,
    values: [
      JSON.stringify(
        letters.map(({ letter, number }) => ({
          case_id: letter.event.caseId,
          producer: letter.event.producer,
          number,
          letter,
        })),
      ),
    ],
  });
  for (const { case_id: caseId } of rows) added.set(caseId, (added.get(caseId) ?? 0) + 1);
  return added;
}

export const droppingOf = (
  schema: string,
  handled: { caseId: string; producer: Producer; number: number }[],
): Statement => ({
  name: `pending-drop-${schema}`,
  text: `delete from ${schema}.pending_letter letter
           using unnest($1::uuid[], $2::text[], $3::integer[]) as handled (case_id, producer, number)
           where letter.case_id = handled.case_id and letter.producer = handled.producer and letter.number = handled.number`,
  values: [handled.map((one) => one.caseId), handled.map((one) => one.producer), handled.map((one) => one.number)],
});

/** Parks a letter that could not be handled, with what went wrong; answers whether it was not pending before. */
export async function parkLetter(
  client: Client,
  schema: string,
  letter: Letter,
  number: number,
  error: string,
): Promise<boolean> {
  const { rows } = await client.query<{ added: boolean }>({
    text: `insert into ${schema}.pending_letter (case_id, producer, number, letter, error, attempts)
           values ($1, $2, $3, $4, $5, 1)
           on conflict (case_id, producer, number)
           do update set error = excluded.error, attempts = ${schema}.pending_letter.attempts + 1
           returning xmax = 0 as added`,
    values: [letter.event.caseId, letter.event.producer, number, JSON.stringify(letter), error],
  });
  return rows[0]?.added ?? false;
}
