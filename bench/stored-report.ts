import pg from 'pg';
import { v7 } from 'uuid';
import { storeNewCase } from '../libs/platform/casework/new-case-store.js';
import type { Entry } from '../libs/platform/casework/case-work.js';
import { accessValues, logging } from '../libs/platform/casework/order-access.js';
import type { CaseRecord } from '../libs/platform/messaging/case-record.js';
import type { Letter } from '../libs/platform/messaging/letter.js';
import type { Desk, WithStatement } from '../libs/platform/persistence/desk.js';
import type { Deposit } from '../libs/platform/shielding/deposit.js';

interface Stored {
  record: CaseRecord;
  entry: Entry;
  letters: Letter[];
  deposits: Deposit[];
}

/** The statement with which an accepted report was stored, to be given again for other reports of the same contents. */
export interface StoringStatement {
  organisation: string;
  next(logged: boolean): WithStatement;
}

/** Takes it from a report that was accepted: what it says, and with which values. */
export async function storingStatement(databaseUrl: string, caseId: string): Promise<StoringStatement> {
  const stored = await readBack(databaseUrl, caseId);
  const organisation = stored.entry.actor?.organisation ?? '';
  const { name, text, values } = await told(stored, organisation);
  const stated = accessValues([stored.entry]).length;
  // The first value is the organisation, of the desk.
  const log = `, ${logging(values.length - stated + 2, ' from begun')}`;
  if (!text.includes(log)) throw new Error('the statement that stores a report does not enter it in the access log');
  const known = JSON.stringify(values);
  const ids = idsIn(stored);
  return {
    organisation,
    next(logged) {
      const renewed = ids.reduce((so, id) => so.replaceAll(id, v7()), known);
      const all = JSON.parse(renewed) as unknown[];
      return logged
        ? { name, text, values: all }
        : { name: `${name}-unlogged`, text: text.replace(log, ''), values: all.slice(0, -stated) };
    },
  };
}

const idsIn = ({ record, entry, letters, deposits }: Stored): string[] => [
  record.caseId,
  entry.id,
  ...letters.map(({ event }) => event.id),
  ...deposits.map(({ id }) => id),
];

/** What is asked of the database, asked of nobody. */
async function told({ record, entry, letters, deposits }: Stored, organisation: string): Promise<WithStatement> {
  let asked: WithStatement | undefined;
  const ears = {
    schema: 'employer',
    write: (_organisation: string, statement: WithStatement) => {
      asked = statement;
      return Promise.resolve([{ case_id: record.caseId }]);
    },
  };
  await storeNewCase(ears as unknown as Desk, organisation, record, undefined, entry, letters, [], deposits);
  if (!asked) throw new Error('nothing was asked');
  return asked;
}

async function readBack(databaseUrl: string, caseId: string): Promise<Stored> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Stored>(
      `select jsonb_build_object('caseId', case_id, 'caseNumber', case_number, 'version', version, 'state', state,
                'organisations', to_jsonb(organisations), 'sent', sent, 'received', received, 'seen', seen, 'waiting', 0) as record,
              (select jsonb_build_object('id', id, 'caseId', case_id, 'partId', part_id, 'command', command, 'event', null,
                 'input', input, 'occurredAt', occurred_at, 'recordedAt', recorded_at, 'answer', answer, 'grounds', grounds,
                 'actor', jsonb_build_object('id', person, 'role', role, 'organisation', organisation, 'roles', array[role]))
               from employer.entry where case_id = $1) as entry,
              (select jsonb_agg(jsonb_build_object('event', envelope, 'to', to_jsonb(addressees), 'numbers', numbers, 'after', after))
               from employer.event where case_id = $1) as letters,
              (select coalesce(jsonb_agg(jsonb_build_object('id', deposit.id, 'case_id', deposit.case_id, 'victim', deposit.victim,
                 'wish', wish, 'key_id', key_id, 'sealed', encode(sealed, 'base64'), 'shapes', encode(shapes, 'base64'),
                 'marks', to_jsonb(marks))), '[]')
               from vault.deposit join vault.guard_mark mark on mark.deposit = deposit.id where deposit.case_id = $1) as deposits
       from employer.case_record where case_id = $1`,
      [caseId],
    );
    const [row] = rows;
    if (!row) throw new Error('the report is not stored');
    return row;
  } finally {
    await client.end();
  }
}
