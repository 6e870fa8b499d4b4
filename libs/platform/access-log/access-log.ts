import type pg from 'pg';
import { v7 } from 'uuid';
import type { Clock } from '../clock/clock.js';
import { readingGround, roleIn, traceOf, type Access, type Asking } from './access-entry.js';

const consult = { action: 'consult' } as const;

/** A place where statements are asked, as the organisation of the person: a desk, or a client in a transaction. */
export type Asked = (organisation: string, statement: pg.QueryConfig) => Promise<unknown>;

/**
 * Enters in the access log what people read, and what they were refused (Wpg 32a). What they write is entered by the
 * statement that stores it (`case-store.ts`). An answer waits for its entry: what cannot be entered is not shown.
 */
export class AccessLog {
  constructor(
    private readonly ask: Asked,
    private readonly clock: Clock,
  ) {}

  async enter(access: Access): Promise<void> {
    await this.ask(access.person.organisation, statementFor(access, access.at ?? (await this.clock.now())));
  }

  /** A reading of a case; where there was nothing for this person to know of, one that was refused. */
  enterReading(asking: Asking, operation: string, caseId: string | undefined, isShown: boolean): Promise<void> {
    const ground = isShown ? readingGround(asking.person) : 'refused';
    return this.enter({ ...asking, ...consult, operation, caseId, ground, outcome: isShown ? 'done' : 'refused' });
  }

  /** A list, with the cases that it showed. One without any showed nothing. */
  async enterList(asking: Asking, operation: string, caseIds: readonly string[]): Promise<void> {
    if (caseIds.length === 0) return;
    const cases = [...new Set(caseIds)];
    await this.enter({
      ...asking,
      ...consult,
      operation,
      cases,
      ground: readingGround(asking.person),
      outcome: 'done',
    });
  }
}

/** The statement that enters one access. */
export const statementFor = (access: Access, at: string): pg.QueryConfig => ({
  name: 'access-log-enter',
  text: `insert into audit.access_entry (id, at, organisation, person, role, action, operation,
           case_id, part_kind, part_id, cases, ground, outcome, request)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
  values: [
    v7(),
    at,
    access.person.organisation,
    access.person.id,
    roleIn(access),
    access.action,
    access.operation,
    access.caseId ?? null,
    access.part?.kind ?? null,
    access.part?.id ?? null,
    access.cases ?? null,
    access.ground,
    access.outcome,
    traceOf(access.request),
  ],
});
