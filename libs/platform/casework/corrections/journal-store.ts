import type { ChainEvent, Role } from '../../../contract/index.js';
import type { Client } from '../../persistence/database.js';
import type { Entry, Grounds } from '../case-work.js';

/** What a context has recorded of a case so far. */
export interface Past {
  entries: Entry[];
  events: ChainEvent[];
}

interface Row {
  id: string;
  case_id: string;
  part_id: string | null;
  command: string | null;
  event: ChainEvent | null;
  input: object | null;
  person: string | null;
  role: Role | null;
  organisation: string | null;
  occurred_at: Date;
  recorded_at: Date;
  answer: Entry['answer'] | null;
  grounds: Grounds | null;
}

/** The journal of these cases and the events that this context told about them, in their order. */
export async function pastOf(client: Client, schema: string, caseIds: readonly string[]): Promise<Map<string, Past>> {
  const past = new Map(caseIds.map((caseId): [string, Past] => [caseId, { entries: [], events: [] }]));
  if (caseIds.length === 0) return past;
  const entries = await client.query<Row>({
    name: `journal-${schema}`,
    text: `select id, case_id, part_id, command, event, input, person, role, organisation, occurred_at, recorded_at,
                  answer, grounds
           from ${schema}.entry where case_id = any ($1) order by position`,
    values: [caseIds],
  });
  for (const row of entries.rows) past.get(row.case_id)?.entries.push(toEntry(row));
  const events = await client.query<{ case_id: string; envelope: ChainEvent }>({
    name: `journal-events-${schema}`,
    text: `select case_id, envelope from ${schema}.event where case_id = any ($1) order by position`,
    values: [caseIds],
  });
  for (const { case_id: caseId, envelope } of events.rows) past.get(caseId)?.events.push(envelope);
  return past;
}

const toEntry = (row: Row): Entry => ({
  id: row.id,
  caseId: row.case_id,
  partId: row.part_id,
  command: row.command,
  event: row.event,
  input: row.input,
  actor: actorIn(row),
  occurredAt: row.occurred_at.toISOString(),
  recordedAt: row.recorded_at.toISOString(),
  ...(row.answer ? { answer: row.answer } : {}),
  ...(row.grounds ? { grounds: row.grounds } : {}),
});

function actorIn({ person, role, organisation, grounds }: Row): Entry['actor'] {
  if (person === null || role === null || organisation === null) return null;
  const { roles = [role], designatedForHalt = false } = grounds ?? {};
  return { id: person, role, organisation, roles, designatedForHalt };
}
