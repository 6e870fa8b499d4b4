import { v7 } from 'uuid';
import { addresseesOf, faultsOf, type ChainEvent, type Instant } from '../contract/index.js';
import type { CaseRecord } from '../platform/messaging/case-record.js';
import { seal, type Letter } from '../platform/messaging/letter.js';
import type { Client } from '../platform/persistence/database.js';
import {
  addFacts,
  addSubjects,
  clocksByCase,
  dropClocks,
  factsByCase,
  keepClocks,
  rowKey,
  waiversByCase,
} from './agreements.store.js';
import { assess, type GivenSets, type Waiver } from './assess.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { toldOf } from './changes.js';
import { rowOf, type ClockRow } from './clock-row.js';
import { factsOf, organisationsIn, type Fact } from './facts.js';
import { TallyChanges } from './tally.js';

/** A case whose agreements are looked at: what became known of it now, and what is told of its clocks. */
export interface CaseInHand {
  record: CaseRecord;
  now: Instant;
  news: Fact[];
  letters: Letter[];
}

/** What the record of a case keeps here: the sets that it was given. */
interface State {
  given: GivenSets;
}

const stateOf = (record: CaseRecord): State => (record.state as State | null) ?? { given: {} };

/** Assesses the cases anew from all that is known of them, and keeps and tells what changed. */
export async function keepCases(client: Client, catalogue: Catalogue, cases: readonly CaseInHand[]): Promise<void> {
  if (cases.length === 0) return;
  const news = cases.flatMap((one) => one.news);
  const ids = cases.map((one) => one.record.caseId);
  // In one breath: the facts that are read are those with the news.
  const [, facts, waivers, kept] = await Promise.all([
    news.length > 0 ? addFacts(client, news) : undefined,
    factsByCase(client, ids),
    waiversByCase(client, ids),
    clocksByCase(client, ids),
  ]);
  const changes = new Changes();
  for (const one of cases) {
    const { caseId } = one.record;
    const before = new Map<string, ClockRow>((kept.get(caseId) ?? []).map((row) => [row.key, row]));
    let standing: Standing = before;
    for (const known of stepsTo(facts.get(caseId) ?? [], one.news)) {
      const rows = assessAnew(catalogue, one, known, waivers.get(caseId) ?? []);
      standing = changes.compare(one, rows, standing);
    }
    changes.settle(before, standing);
  }
  await changes.store(client);
}

/** The clocks of a case by their keys. */
type Standing = ReadonlyMap<string, ClockRow>;

/** What was known after each of the news: so what is told is the same, however many come at once. */
function stepsTo(known: readonly Fact[], news: readonly Fact[]): (readonly Fact[])[] {
  if (news.length < 2) return [known];
  const fresh = new Set(news.map(({ id }) => id));
  const before = known.filter(({ id }) => !fresh.has(id));
  return news.map((_fact, index) => [...before, ...news.slice(0, index + 1)]);
}

function assessAnew(
  catalogue: Catalogue,
  one: CaseInHand,
  known: readonly Fact[],
  waivers: readonly Waiver[],
): ClockRow[] {
  const facts = factsOf(known);
  const assessed = assess(catalogue, facts, waivers, stateOf(one.record).given);
  one.record.state = { given: assessed.given } satisfies State;
  one.record.organisations = organisationsIn(facts);
  const byId = new Map(catalogue.agreements.map((agreement) => [agreement.id, agreement]));
  return assessed.clocks.flatMap((clock) => {
    const agreement = byId.get(clock.agreement);
    return agreement ? [rowOf(facts, agreement, clock, one.now)] : [];
  });
}

/** What differs between the clocks as they are and as they were kept. */
export class Changes {
  private readonly rows: ClockRow[] = [];
  private readonly begun: ClockRow[] = [];
  private readonly gone: ClockRow[] = [];
  private readonly tally = new TallyChanges();

  /** Tells and counts what differs; answers the clocks as they stand now. */
  compare(one: CaseInHand, rows: readonly ClockRow[], before: Standing): Standing {
    const standing = new Map(rows.map((row) => [rowKey(row), row]));
    for (const [key, row] of standing) {
      const old = before.get(key);
      if (!old || !isSame(row, old)) this.note(one, row, old);
    }
    for (const [key, old] of before) if (!standing.has(key)) this.tally.remove(old);
    return standing;
  }

  /** Keeps what came of it all. */
  settle(before: Standing, standing: Standing): void {
    for (const [key, row] of standing) {
      const old = before.get(key);
      if (old && isSame(row, old)) continue;
      this.rows.push(row);
      if (!old) this.begun.push(row);
    }
    for (const [key, old] of before) if (!standing.has(key)) this.gone.push(old);
  }

  /** A clock that time has changed. */
  keep(one: CaseInHand, row: ClockRow, old: ClockRow): void {
    if (isSame(row, old)) return;
    this.rows.push(row);
    this.note(one, row, old);
  }

  private note(one: CaseInHand, row: ClockRow, old: ClockRow | undefined): void {
    if (old) this.tally.remove(old);
    this.tally.add(row);
    for (const told of toldOf(row, old?.outcome, one.now)) tell(one, row, told);
  }

  async store(client: Client): Promise<void> {
    await Promise.all([
      dropClocks(client, this.gone),
      keepClocks(client, this.rows),
      addSubjects(client, this.begun),
      this.tally.store(client),
    ]);
  }
}

const isSame = (row: ClockRow, old: ClockRow): boolean =>
  row.outcome === old.outcome &&
  row.handler === old.handler &&
  row.organisation === old.organisation &&
  row.unit === old.unit &&
  JSON.stringify(row.clock) === JSON.stringify(old.clock);

function tell(
  one: CaseInHand,
  row: ClockRow,
  told: { type: ReturnType<typeof toldOf>[number]['type']; occurredAt: Instant },
): void {
  const { record, now } = one;
  const { policeReport, victim, strand, claim } = row.about;
  const data = {
    agreement: row.agreement,
    owner: row.owner,
    round: row.round,
    ...(row.organisation ? { organisation: row.organisation } : {}),
    kind: row.kind,
    ...(row.clock.lastDay ? { lastDay: row.clock.lastDay } : {}),
    ...(row.endsAt ? { endsAt: row.endsAt } : {}),
  };
  const faults = faultsOf(told.type, data);
  if (faults.length > 0) throw new Error(`agreements made a ${told.type} that does not fit: ${faults.join('; ')}`);
  const event = {
    id: v7(),
    type: told.type,
    version: 1,
    caseId: record.caseId,
    caseNumber: record.caseNumber,
    producer: 'agreements',
    occurredAt: told.occurredAt,
    recordedAt: now,
    about: {
      ...(policeReport ? { policeReport } : {}),
      ...(victim ? { victim } : {}),
      ...(strand ? { strand } : {}),
      ...(claim ? { claim } : {}),
    },
    data,
  } as ChainEvent;
  one.letters.push(seal(event, addresseesOf(event), record));
}
