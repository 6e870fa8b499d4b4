import type { Role } from '../../contract/index.js';
import type { Client } from '../persistence/database.js';

/** A command that was given on a part, as the journal has it. */
export interface GivenCommand {
  id: string;
  command: string;
  role: Role | null;
  organisation: string | null;
  occurredAt: string;
  recordedAt: string;
}

interface Asked {
  caseId: string;
  part: string;
  command: string;
  /** Of this entry only. */
  entry?: string;
}

const atMost = 100;

/** The commands of one kind that were given on the part, each with its input, oldest first. */
export async function givenCommands(
  client: Client,
  schema: string,
  { caseId, part, command, entry }: Asked,
): Promise<GivenCommand[]> {
  const { rows } = await client.query<Row>({
    name: `given-commands-${schema}`,
    text: `select id, role, organisation, occurred_at, recorded_at, input from ${schema}.entry
           where case_id = $1 and part_id = $2 and command = $3 and ($4::uuid is null or id = $4)
           order by position limit ${String(atMost)}`,
    values: [caseId, part, command, entry ?? null],
  });
  return rows.map((row) => ({
    id: row.id,
    command,
    role: row.role,
    organisation: row.organisation,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    ...row.input,
  }));
}

interface Row {
  id: string;
  role: Role | null;
  organisation: string | null;
  occurred_at: Date;
  recorded_at: Date;
  input: object | null;
}
