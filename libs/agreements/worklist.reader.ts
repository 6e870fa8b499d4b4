import type { Person } from '../platform/casework/case-context.js';
import type { Role } from '../contract/index.js';
import type { Clock as Time } from '../platform/clock/clock.js';
import type { Desk } from '../platform/persistence/desk.js';
import type { Catalogue } from './catalogue/catalogue.js';
import type { KeeperKind } from './clock-row.js';
import { outcomeAt, type Clock } from './clock.js';

/** Whose worklist: the liaisons who keep the agreements of their organisation. */
export const liaisonOf: Partial<Record<Role, KeeperKind>> = {
  police_liaison: 'police',
  om_liaison: 'om',
  halt_coordinator: 'halt',
  recovery_officer: 'recovery',
};

export interface WorklistFilter {
  agreement?: string;
  handler?: string;
  unit?: string;
  outcomes: readonly string[];
}

interface Row {
  case_id: string;
  case_number: string;
  agreement: string;
  clock: Clock;
  handler: string | null;
  unit: string;
  ends_at: Date;
  subject: string;
  round: string;
}

/** A cursor that no page of ours gave. */
export class UnknownCursor extends Error {}

/** What is due or overdue at an organisation, ordered by what expires first. */
export class WorklistReader {
  constructor(
    private readonly desk: Desk,
    private readonly catalogue: () => Catalogue,
    private readonly time: Time,
  ) {}

  async worklistFor(
    person: Person,
    filter: WorklistFilter,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ items: object[]; next?: string }> {
    const kind = person.roles.map((role) => liaisonOf[role]).find((one) => one !== undefined);
    const now = await this.time.now();
    const rows = await this.desk.query<Row>(person.organisation, {
      name: 'agreements-worklist',
      text: statement,
      values: [
        person.organisation,
        kind,
        filter.outcomes,
        filter.agreement ?? null,
        filter.handler ?? null,
        filter.unit ?? null,
        ...decoded(cursor),
        limit + 1,
      ],
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => this.item(row, now)),
      ...(rows.length > limit && last ? { next: encoded(last) } : {}),
    };
  }

  private item(row: Row, now: string): object {
    const { clock } = row;
    const agreement = this.catalogue().agreements.find(({ id }) => id === row.agreement);
    const set = this.catalogue().sets.find(({ id }) => id === clock.set);
    return {
      caseId: row.case_id,
      caseNumber: row.case_number,
      agreement: row.agreement,
      title: agreement?.title,
      titleNl: agreement?.titleNl,
      outcome: outcomeAt(clock, now),
      about: clock.subject,
      handler: row.handler ?? undefined,
      unit: row.unit,
      // Why this date: from when it counts, how long, which days were passed over, and what it rests on.
      due: clock.lastDay,
      endsAt: clock.endsAt,
      countsFrom: clock.countsFrom,
      term: clock.term,
      daysSkipped: clock.skipped,
      set: set?.title,
      source: agreement?.source,
    };
  }
}

// The order is that of the index, so that a page costs the same however much runs.
const statement = `
  select clock.case_id, record.case_number, clock.agreement, clock.subject, clock.round, clock.clock, clock.handler,
         clock.unit, clock.ends_at
  from agreements.clock clock join agreements.case_record record on record.case_id = clock.case_id
  where clock.organisation = $1 and clock.kind = $2
    and clock.outcome in ('running', 'due_soon', 'breached') and clock.ends_at is not null
    and clock.outcome = any ($3)
    and ($4::text is null or clock.agreement = $4)
    and ($5::text is null or clock.handler = $5)
    and ($6::text is null or clock.unit = $6)
    and (clock.ends_at, clock.case_id, clock.agreement, clock.subject, clock.round)
      > ($7::timestamptz, $8::uuid, $9::text, $10::text, $11::uuid)
  order by clock.ends_at, clock.case_id, clock.agreement, clock.subject, clock.round
  limit $12`;

type Position = [endsAt: string, caseId: string, agreement: string, subject: string, round: string];

const nil = '00000000-0000-0000-0000-000000000000';
const beginning: Position = ['-infinity', nil, '', '', nil];

const encoded = (row: Row): string => {
  const position: Position = [row.ends_at.toISOString(), row.case_id, row.agreement, row.subject, row.round];
  return Buffer.from(JSON.stringify(position)).toString('base64url');
};

const forms = [/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/, /^[0-9a-f-]{36}$/, /^[A-Z0-9-]+$/, /^[a-z0-9 -]*$/, /^[0-9a-f-]{36}$/];

function decoded(cursor: string | undefined): Position {
  if (cursor === undefined) return beginning;
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(parts) && forms.every((form, index) => form.test(String(parts[index])))) return parts as Position;
  } catch {
    // Not of ours: refused below like any other.
  }
  throw new UnknownCursor();
}
