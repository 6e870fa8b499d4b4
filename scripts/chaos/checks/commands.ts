import { producers } from '../../../libs/contract/index.js';
import type { Books } from '../books.js';
import type { Ask, Fault } from './fault.js';

const journals = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'vault', 'agreements'] as const;

interface EntryRow {
  id: string;
  case_id: string;
  journal: string;
  command: string;
  idempotency_key: string | null;
  events: { id: string }[] | null;
}

/** Every accepted command is in the journal of its context once, and in no other; nothing is there that was not accepted. */
export async function checkCommands(ask: Ask, books: Books): Promise<Fault[]> {
  const rows = await ask<EntryRow>(
    journals
      .map(
        (
          journal,
        ) => `select id, case_id, '${journal}' as journal, command, idempotency_key, answer -> 'events' as events
                      from ${journal}.entry where command is not null`,
      )
      .join(' union all '),
  );
  const faults: Fault[] = [];
  const entries = new Map(rows.map((row) => [row.id, row]));
  for (const { entry, caseId, context, command, events } of books.accepted) {
    const row = entries.get(entry);
    if (!row) faults.push({ words: `${command} was accepted (${entry}) and is in no journal`, caseId });
    else if (row.journal !== context || row.case_id !== caseId || row.command !== command)
      faults.push({ words: `${command} (${entry}) is in the journal as something else`, caseId });
    else if (JSON.stringify(row.events?.map(({ id }) => id)) !== JSON.stringify(events.map(({ id }) => id)))
      faults.push({
        words: `${command} (${entry}) is in the journal with other events than it was answered with`,
        caseId,
      });
  }
  const accepted = new Set(books.accepted.map(({ entry }) => entry));
  for (const { id, case_id: caseId, command } of rows.filter((row) => !accepted.has(row.id)))
    faults.push({ words: `${command} (${id}) is in a journal, and nobody was answered so`, caseId });
  return [...faults, ...doubledKeys(rows), ...(await checkEvents(ask, books))];
}

function doubledKeys(rows: readonly EntryRow[]): Fault[] {
  const seen = new Set<string>();
  return rows.flatMap(({ idempotency_key: key, case_id: caseId, command }) => {
    if (key === null) return [{ words: `${command} has no key in the journal`, caseId }];
    if (seen.has(key)) return [{ words: `the key ${key} has two entries`, caseId }];
    seen.add(key);
    return [];
  });
}

/** What a command was answered to have told is among the events of its context, and every event has one entry that made it. */
async function checkEvents(ask: Ask, books: Books): Promise<Fault[]> {
  const rows = await ask<{ id: string; case_id: string; producer: string }>(
    producers
      .map((producer) => `select id, case_id, '${producer}' as producer from ${producer}.event`)
      .join(' union all '),
  );
  const events = new Map(rows.map((row) => [row.id, row]));
  const faults: Fault[] = [];
  if (events.size < rows.length) faults.push({ words: 'an event is among those of two producers' });
  for (const { context, command, caseId, events: told } of books.accepted)
    for (const { id, type } of told)
      if (events.get(id)?.producer !== context)
        faults.push({ words: `${type} (${id}) of ${command} is not among the events of ${context}`, caseId });
  const made = await ask<{ id: string; times: number }>(
    `select event ->> 'id' as id, count(*)::integer as times from (${journals
      .map(
        (journal) => `select jsonb_array_elements(coalesce(answer -> 'events', '[]')) as event from ${journal}.entry`,
      )
      .join(' union all ')}) told group by 1`,
  );
  for (const { id, times } of made) {
    const event = events.get(id);
    if (!event) faults.push({ words: `the event ${id} is in a journal, and was never sent` });
    else if (times > 1)
      faults.push({ words: `the event ${id} was made by ${String(times)} entries`, caseId: event.case_id });
  }
  return faults;
}
