import type { Instant, OrganisationType, Producer } from '../contract/index.js';
import type { Client } from '../platform/persistence/database.js';
import { forgotten, forgottenAnswer } from './forget.js';

interface EntryRow {
  id: string;
  input: object | null;
  answer: object | null;
}

interface Destroying {
  context: Producer;
  owner: OrganisationType;
  caseIds: readonly string[];
  /** The period and the law that it rests on. */
  ground: string;
  now: Instant;
}

/** Overwrites what people wrote and who they are in the cases of one context, and enters it in the access log. */
export async function destroyCases(client: Client, destroying: Destroying): Promise<void> {
  const { context, caseIds } = destroying;
  const { rows: states } = await client.query<{ case_id: string; state: unknown }>({
    text: `select case_id, state from ${context}.case_record where case_id = any ($1)`,
    values: [caseIds],
  });
  await client.query({
    text: `update ${context}.case_record record set state = other.state
           from jsonb_to_recordset($1::jsonb) as other (case_id uuid, state jsonb) where record.case_id = other.case_id`,
    values: [JSON.stringify(states.map(({ case_id: id, state }) => ({ case_id: id, state: forgotten(state) })))],
  });
  const { rows: entries } = await client.query<EntryRow>({
    text: `select id, input, answer from ${context}.entry where case_id = any ($1) and command is not null`,
    values: [caseIds],
  });
  await client.query({
    text: `update ${context}.entry entry
           set input = other.input, answer = other.answer, idempotency_key = null, body_hash = null
           from jsonb_to_recordset($1::jsonb) as other (id uuid, input jsonb, answer jsonb) where entry.id = other.id`,
    values: [
      JSON.stringify(
        entries.map(({ id, input, answer }) => ({ id, input: forgotten(input), answer: forgottenAnswer(answer) })),
      ),
    ],
  });
  await enter(client, destroying);
}

/** For the auditor of the agency that owned it; where none is party to the case, of the operator. */
const enter = (client: Client, { context, owner, caseIds, ground, now }: Destroying): Promise<unknown> =>
  client.query({
    text: `insert into audit.access_entry
             (id, at, organisation, person, role, action, operation, case_id, ground, outcome)
           select gen_random_uuid(), $2, coalesce(owner.code, 'operator'), 'retention', 'machine', 'destroy', $5,
                  record.case_id, $4, 'done'
           from ${context}.case_record record
             left join access.organisation owner on owner.type = $3 and owner.code = any (record.organisations)
           where record.case_id = any ($1)`,
    values: [caseIds, now, owner, ground, `destroyAt${context.charAt(0).toUpperCase()}${context.slice(1)}`],
  });
