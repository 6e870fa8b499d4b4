import type { Role } from '../contract/index.js';
import type { Access } from '../platform/access-log/access-entry.js';
import { statementFor } from '../platform/access-log/access-log.js';
import type { Person } from '../platform/casework/case-context.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Desk } from '../platform/persistence/desk.js';
import type { Client } from '../platform/persistence/transaction.js';

/** An auditor who asks, and under which request. */
export interface Auditor {
  person: Person;
  request: string;
}

export interface Search {
  /** What this person saw. */
  seenBy: string;
  from?: string;
  until?: string;
}

export interface Page {
  items: object[];
  next?: string;
}

/** Where a page ends: by time and number, as the entries are ordered. */
export interface Mark {
  at: string;
  position: number;
}

interface Row {
  position: number;
  at: Date;
  id: string;
  case_id: string | null;
  part_id: string | null;
  request: string | null;
  person: string;
  role: string;
  action: string;
  operation: string;
  part_kind: string | null;
  ground: string;
  outcome: string;
  cases: string[] | null;
}

const columns = `position, at, id, case_id, part_id, request, person, role, action, operation, part_kind, ground, outcome, cases`;

/** Reads the access log of the auditor's own organisation, newest first. That it was read is entered as well. */
export class AccessLogReader {
  constructor(
    private readonly desk: Desk,
    private readonly clock: Clock,
  ) {}

  /** Who of the organisation did what with this case, lists that showed it included. */
  ofCase(auditor: Auditor, caseId: string, mark: Mark | undefined, limit: number): Promise<Page> {
    const statement = {
      name: 'audit-of-case',
      text: `select ${columns} from (
               select * from audit.access_entry where case_id = $1
               union all
               select * from audit.shown_in_lists($1) where case_id is null) entry
             where $2::timestamptz is null or (at, position) < ($2, $3::bigint)
             order by at desc, position desc limit $4`,
      values: [caseId, mark?.at ?? null, mark?.position ?? null, limit + 1],
    };
    return this.read(auditor, { operation: 'listAccessEntries', caseId }, limit, async (client) => {
      const { rows } = await client.query<Row>(statement);
      // Which other cases a list showed is not what was asked.
      return rows.map((row) => ({ ...row, cases: null }));
    });
  }

  /** What a person of the organisation did. */
  ofPerson(auditor: Auditor, search: Search, mark: Mark | undefined, limit: number): Promise<Page> {
    const statement = {
      name: 'audit-of-person',
      text: `select ${columns} from audit.access_entry
             where person = $1 and ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
               and ($4::timestamptz is null or (at, position) < ($4, $5::bigint))
             order by at desc, position desc limit $6`,
      values: [
        search.seenBy,
        search.from ?? null,
        search.until ?? null,
        mark?.at ?? null,
        mark?.position ?? null,
        limit + 1,
      ],
    };
    return this.read(auditor, { operation: 'searchAccessEntries' }, limit, async (client) => {
      const { rows } = await client.query<Row>(statement);
      return rows;
    });
  }

  private async read(
    { person, request }: Auditor,
    reading: Pick<Access, 'operation' | 'caseId'>,
    limit: number,
    rowsOf: (client: Client) => Promise<Row[]>,
  ): Promise<Page> {
    const role: Role = 'auditor';
    const access: Access = { ...reading, person, role, request, action: 'consult', ground: 'auditor', outcome: 'done' };
    const at = await this.clock.now();
    const rows = await this.desk.transaction(person.organisation, async (client) => {
      const [found] = await Promise.all([rowsOf(client), client.query(statementFor(access, at))]);
      return found;
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { items: shown.map(toItem), ...(rows.length > limit && last ? { next: cursorAfter(last) } : {}) };
  }
}

const toItem = (row: Row): object => ({
  id: row.id,
  at: row.at.toISOString(),
  person: row.person,
  role: row.role,
  action: row.action,
  operation: row.operation,
  caseId: row.case_id ?? undefined,
  part: row.part_kind === null ? undefined : { kind: row.part_kind, id: row.part_id },
  cases: row.cases ?? undefined,
  ground: row.ground,
  outcome: row.outcome,
  trace: row.request?.replaceAll('-', ''),
});

const cursorAfter = ({ at, position }: Row): string =>
  Buffer.from(`${at.toISOString()} ${String(position)}`).toString('base64url');

/** The mark in a cursor that a page gave; undefined where it is none. */
export function markIn(cursor: string): Mark | undefined {
  const [, at = '', position = ''] = /^(\S+Z) (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime()) || moment.toISOString() !== at) return undefined;
  return { at, position: Number(position) };
}
