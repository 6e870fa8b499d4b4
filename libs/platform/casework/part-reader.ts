import { partyKindOfRole, type Instant, type PartKind, type PartyKind, type Role } from '../../contract/index.js';
import type { Access, Asking } from '../access-log/access-entry.js';
import type { AccessLog } from '../access-log/access-log.js';
import { listsEntries, readsEntry, readsPart } from '../access-log/operations.js';
import type { Clock } from '../clock/clock.js';
import { fromRow, recordColumns, type CaseRecord } from '../messaging/case-record.js';
import type { Desk } from '../persistence/desk.js';
import type { CaseContext, Part, Person } from './case-context.js';
import { givenCommands } from './given-commands.js';
import { Refusal } from './refusal.js';
import { endedFor, inFullUse, mayStillRead } from './retained.js';
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

interface Opened<State> {
  record: CaseRecord;
  state: State;
  part: Part;
  /** In which role and quality it is read. */
  role: Role;
  as: PartyKind;
}

/** Reads parts and their journal, by the same policy as commands. */
export class PartReader<State> {
  constructor(
    private readonly context: CaseContext<State>,
    private readonly views: Views<State>,
    private readonly desk: Desk,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
  ) {}

  async read(kind: PartKind, id: string, asking: Asking): Promise<PartReading | Refusal> {
    const found = await this.open(kind, id, asking.person);
    const at = await this.clock.now();
    const entered = this.accessLog.enter({ ...accessTo(kind, id, found), ...asking, operation: readsPart(kind), at });
    if (found instanceof Refusal) return entered.then(() => found);
    const { record, state, part, as } = found;
    const view = this.views[kind]?.(state, id, { as, now: at }) ?? {};
    const content = {
      ...view,
      id,
      caseId: record.caseId,
      caseNumber: record.caseNumber,
      state: part.state,
      allowed: allowedCommands(this.context, state, part, asking.person),
    };
    await entered;
    return { version: record.version, content };
  }

  /** The commands of one kind that were given on the part, as they were given, oldest first. */
  async entries(
    kind: PartKind,
    id: string,
    command: string,
    asking: Asking,
    entry?: string,
  ): Promise<object[] | Refusal> {
    const found = await this.open(kind, id, asking.person, command);
    const operation = (entry ? readsEntry : listsEntries)(command, kind);
    const entered = this.accessLog.enter({ ...accessTo(kind, id, found), ...asking, operation });
    if (found instanceof Refusal) return entered.then(() => found);
    const { caseId } = found.record;
    const asked = this.desk.transaction(asking.person.organisation, (client) =>
      givenCommands(client, this.desk.schema, { caseId, part: id, command, ...(entry ? { entry } : {}) }),
    );
    const [entries] = await Promise.all([asked, entered]);
    return entries;
  }

  /** The case of a part, for who may read back what this command did; entered in the access log as this operation. */
  async caseOpenTo(
    kind: PartKind,
    id: string,
    command: string,
    asking: Asking,
    operation: string,
  ): Promise<string | Refusal> {
    const found = await this.open(kind, id, asking.person, command);
    await this.accessLog.enter({ ...accessTo(kind, id, found), ...asking, operation });
    return found instanceof Refusal ? found : found.record.caseId;
  }

  /** The whole state of a case, for readings that are not of one part; undefined where nothing is recorded. */
  async stateOf(caseId: string, person: Person): Promise<State | undefined> {
    const record = await this.recordOf('incident-report', caseId, person);
    if (!record || !person.roles.some((role) => mayStillRead(record.retention ?? inFullUse, role))) return undefined;
    return (record.state as State | null) ?? undefined;
  }

  private async open(kind: PartKind, id: string, person: Person, command?: string): Promise<Opened<State> | Refusal> {
    const record = await this.recordOf(kind, id, person);
    const state = record?.state as State | null | undefined;
    const part = state ? this.context.parts(state).find((one) => one.kind === kind && one.id === id) : undefined;
    if (!record || !state || !part) return unknownPart();
    const standing = standingToRead(this.context, state, part, stillReading(record, person), command);
    if (!standing.knows) return unknownPart();
    const { role } = standing;
    const as = role && partyKindOfRole[role];
    if (!as) return this.refusedTo(record, state, part, person, command);
    return { record, state, part, role, as };
  }

  /** What was kept for long enough is told apart from what was never this person's to read. */
  private refusedTo(record: CaseRecord, state: State, part: Part, person: Person, command?: string): Refusal {
    const { role } = standingToRead(this.context, state, part, person, command);
    const ended = role && endedFor(record.retention ?? inFullUse, role);
    return ended ?? new Refusal('forbidden', 'role', 'None of your roles may read this part whole.');
  }

  private async recordOf(kind: PartKind, id: string, { organisation }: Person): Promise<CaseRecord | undefined> {
    const { schema } = this.desk;
    const ofCase = kind === 'incident-report';
    const [row] = await this.desk.query<Parameters<typeof fromRow>[0]>(organisation, {
      name: `${ofCase ? 'case' : 'part'}-read-${schema}`,
      text: `select ${recordColumns} from ${schema}.case_record
             where case_id = ${ofCase ? '$1' : `(select case_id from ${schema}.part where id = $1 and kind = $2)`}`,
      values: ofCase ? [id] : [id, kind],
    });
    return row && fromRow(row);
  }
}

/** The person in the roles that may still read the case. */
const stillReading = ({ retention = inFullUse }: CaseRecord, person: Person): Person => ({
  ...person,
  roles: person.roles.filter((role) => mayStillRead(retention, role)),
});

/** What is entered of a reading of this part. Who is not let in gives away no case: what was asked for is entered. */
const accessTo = <State>(
  kind: PartKind,
  id: string,
  found: Opened<State> | Refusal,
): Pick<Access, 'part' | 'action' | 'caseId' | 'role' | 'ground' | 'outcome'> => ({
  part: { kind, id },
  action: 'consult',
  ...(found instanceof Refusal
    ? { caseId: kind === 'incident-report' ? id : undefined, ground: 'refused', outcome: 'refused' }
    : { caseId: found.record.caseId, role: found.role, ground: found.as, outcome: 'done' }),
});

const unknownPart = (): Refusal =>
  new Refusal('not-found', 'not-found', 'There is no such part of a case, or it is not yours to know of.');
