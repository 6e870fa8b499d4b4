import { partyKindOfRole, type Instant, type PartKind, type PartyKind } from '../../contract/index.js';
import type { Clock } from '../clock/clock.js';
import { fromRow, type CaseRecord } from '../messaging/case-record.js';
import type { Database } from '../persistence/database.js';
import { EntryEntity, PartEntity } from '../persistence/entities.js';
import type { CaseContext, Part, Person } from './case-context.js';
import { Refusal } from './refusal.js';
import { allowedCommands, standingToRead } from './standing.js';

/** In which quality and when a part is read. */
export interface Reading {
  as: PartyKind;
  now: Instant;
}

/** The whole content of a part, for those who may read it whole. */
export type Views<State> = Partial<
  Record<PartKind, (state: State, id: string, reading: Reading) => object | undefined>
>;

export interface PartReading {
  version: number;
  content: object;
}

/** Reads parts and their journal, by the same policy as commands. */
export class PartReader<State> {
  constructor(
    private readonly context: CaseContext<State>,
    private readonly views: Views<State>,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(kind: PartKind, id: string, person: Person): Promise<PartReading | Refusal> {
    const found = await this.open(kind, id, person);
    if (found instanceof Refusal) return found;
    const { record, state, part, as } = found;
    const view = this.views[kind]?.(state, id, { as, now: await this.clock.now() }) ?? {};
    const content = {
      ...view,
      id,
      caseId: record.caseId,
      caseNumber: record.caseNumber,
      state: part.state,
      allowed: allowedCommands(this.context, state, part, person),
    };
    return { version: record.version, content };
  }

  /** The commands of one kind that were given on the part, as they were given, oldest first. */
  async entries(
    kind: PartKind,
    id: string,
    command: string,
    person: Person,
    entry?: string,
  ): Promise<object[] | Refusal> {
    const found = await this.open(kind, id, person);
    if (found instanceof Refusal) return found;
    const entries = await this.database.repository(EntryEntity).find({
      where: { caseId: found.record.caseId, partId: id, command, ...(entry ? { id: entry } : {}) },
      order: { position: 'ASC' },
      take: 100,
    });
    return entries.map((one) => ({
      id: one.id,
      command,
      role: one.role,
      organisation: one.organisation,
      occurredAt: one.occurredAt.toISOString(),
      recordedAt: one.recordedAt.toISOString(),
      ...one.input,
    }));
  }

  /** The whole state of a case, for readings that are not of one part; undefined where nothing is recorded. */
  async stateOf(caseId: string): Promise<State | undefined> {
    return ((await this.recordOf('incident-report', caseId))?.state as State | null | undefined) ?? undefined;
  }

  private async open(
    kind: PartKind,
    id: string,
    person: Person,
  ): Promise<{ record: CaseRecord; state: State; part: Part; as: PartyKind } | Refusal> {
    const record = await this.recordOf(kind, id);
    const state = record?.state as State | null | undefined;
    const part = state ? this.context.parts(state).find((one) => one.kind === kind && one.id === id) : undefined;
    if (!record || !state || !part) return unknownPart();
    const standing = standingToRead(this.context, state, part, person);
    if (!standing.knows) return unknownPart();
    const as = standing.role && partyKindOfRole[standing.role];
    if (!as) return new Refusal('forbidden', 'role', 'None of your roles may read this part whole.');
    return { record, state, part, as };
  }

  private async recordOf(kind: PartKind, id: string): Promise<CaseRecord | undefined> {
    const caseId =
      kind === 'incident-report' ? id : (await this.database.repository(PartEntity).findOneBy({ id, kind }))?.caseId;
    if (!caseId) return undefined;
    const [row] = await this.database.query<Parameters<typeof fromRow>[0]>({
      name: `part-read-${this.database.schema}`,
      text: `select case_id, case_number, version, state, sent, received, seen, waiting
             from ${this.database.schema}.case_record where case_id = $1`,
      values: [caseId],
    });
    return row && fromRow(row);
  }
}

const unknownPart = (): Refusal =>
  new Refusal('not-found', 'not-found', 'There is no such part of a case, or it is not yours to know of.');
