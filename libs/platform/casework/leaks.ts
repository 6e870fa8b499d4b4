import type { ChainEvent, Instant, PartKind } from '../../contract/index.js';
import type { FieldFault } from '../http/validate-body.js';
import type { Client } from '../persistence/database.js';
import { depositOf, type Depositing } from '../shielding/deposit.js';
import { depositHits, withheldText, type Hit } from '../shielding/hits.js';
import type { NamedIdentity } from '../shielding/identities.js';
import { victimIdOf } from '../shielding/identities.js';
import type { Leak, Sought } from '../shielding/leak-guard.js';
import type { Shield } from '../shielding/shield.js';
import { textsCalled, textsIn, withTexts, type PlacedText } from '../shielding/texts.js';
import { draft, type CaseContext } from './case-context.js';
import { tell, type CaseWork } from './case-work.js';

/** The leak guard as one context has it. */
export interface Watch<State> {
  shield: Shield;
  context: CaseContext<State>;
  schema: string;
}

/** The identities that a command names, ready for the vault. */
export const depositsFor = (
  { key, depositKeys }: Shield,
  caseId: string,
  newId: (name: string) => string,
  identities: readonly NamedIdentity[],
): Promise<Depositing[]> =>
  Promise.all(identities.map((one) => depositOf(depositKeys, key, caseId, victimIdOf(newId, one.ref), one)));

/** Of the identities that come with a command those who are shielded: they ask for it now, or are already. */
export const shieldedAmong = (deposits: readonly Depositing[], already: readonly Sought[] = []): Sought[] =>
  deposits.flatMap(({ row, sought }) =>
    row.wish || already.some(({ victim }) => victim === row.victim) ? [sought] : [],
  );

/** What identifies without naming cannot be found by a machine: who asks for a number is warned (under-number.md 8). */
export const warnings = [
  {
    code: 'may-identify-without-naming',
    detail:
      'Look once more at what was written: a home address, or a function that only one person has, tells who the person is as well.',
  },
];

/** What clients call a victim stays theirs for good, so it is not the name, whether or not the victim is shielded. */
export const namesAsReferences = ({ guard }: Shield, caseId: string, deposits: readonly Depositing[], input: unknown) =>
  guard.leaksIn(
    caseId,
    deposits.map(({ sought }) => sought),
    textsCalled('ref', input),
  );

const isReference = ({ pointer }: PlacedText): boolean => pointer.endsWith('/ref');

export const leakFault = (leak: Leak | Hit): FieldFault => ({
  pointer: leak.pointer,
  code: 'leak-guard',
  detail:
    `Characters ${leak.places.map(([from, to]) => `${String(from + 1)} to ${String(to)}`).join(', ')} may tell who a ` +
    'person under number is. ' +
    'Leave it out, or have an assistant prosecutor let it pass.',
  ...('id' in leak ? { hit: leak.id } : {}),
});

/** Keeps what was refused for the person who may let it pass. Only what was not refused before is told. */
export async function noteRefused<State>(
  client: Client,
  watch: Watch<State>,
  work: CaseWork<State>,
  leaks: readonly Leak[],
  part: { kind: PartKind; id: string },
  now: Instant,
): Promise<Hit[]> {
  const { caseId } = work.record;
  const place = { caseId, context: watch.context.name, part, at: now };
  const { depositKeys, guard } = watch.shield;
  const hits = await depositHits(client, depositKeys, guard, 'refused', place, leaks);
  for (const { id, victim, isNew } of hits) {
    const event = draft('text.refused', { victim }, { hit: id });
    if (isNew) tell(watch.context, work, [event], { occurredAt: now, recordedAt: now });
  }
  return hits;
}

/** What happened to victims and texts of a case, of which the texts of this context have to take account. */
export interface Shielding {
  /** Victims who ask now to report under number. */
  victims: string[];
  /** Those of them who come with this very command. */
  fresh: Sought[];
  /** Hits on which a person has decided. */
  settled: string[];
}

export const shieldingIn = (events: readonly ChainEvent[], fresh: Sought[] = []): Shielding => ({
  victims: events.flatMap(({ type, about }) =>
    type === 'police-report.under-number-requested' && about.victim !== undefined ? [about.victim] : [],
  ),
  fresh,
  settled: events.flatMap((event) => (event.type === 'text.settled' ? [event.data.hit] : [])),
});

/** Takes out what was written before a victim asked, and puts back what a person decided about. */
export async function followShielding<State>(
  client: Client,
  watch: Watch<State>,
  work: CaseWork<State>,
  { victims, fresh, settled }: Shielding,
  now: Instant,
): Promise<void> {
  if (victims.length + fresh.length > 0) await withhold(client, watch, work, victims, fresh, now);
  if (settled.length > 0) await settle(client, watch, work, settled);
}

interface JournalRow {
  id: string;
  command: string;
  input: object;
}

async function withhold<State>(
  client: Client,
  watch: Watch<State>,
  work: CaseWork<State>,
  victims: readonly string[],
  fresh: readonly Sought[],
  now: Instant,
): Promise<void> {
  const { guard, depositKeys } = watch.shield;
  const { caseId } = work.record;
  const known = victims.length > 0 ? await guard.soughtIn(client, caseId, victims) : [];
  const sought = [...known.filter(({ victim }) => victims.includes(victim)), ...fresh];
  const journal = await journalOf(client, watch.schema, caseId);
  const written = journal.flatMap(({ command, input }) => textsIn(input, command));
  const texts = [...written, ...textsIn(work.state)].filter((placed) => !isReference(placed));
  const leaks = await guard.notPassed(client, caseId, guard.leaksIn(caseId, sought, firstOfEach(texts)));
  if (leaks.length === 0) return;
  const place = { caseId, context: watch.context.name, at: now };
  const hits = await depositHits(client, depositKeys, guard, 'withheld', place, leaks);
  const instead = new Map(hits.map(({ id, text }) => [text, withheldText(id)]));
  await rewrite(client, watch.schema, work, journal, (text) => instead.get(text) ?? text);
  const events = hits.map(({ id, victim }) => draft('text.withheld', { victim }, { hit: id }));
  tell(watch.context, work, events, { occurredAt: now, recordedAt: now });
}

const firstOfEach = (texts: readonly PlacedText[]): PlacedText[] => [
  ...new Map([...texts].reverse().map((placed) => [placed.text, placed])).values(),
];

/** A decision that the vault has not written down yet: the letter comes again. */
class NotSettledYet extends Error {
  readonly code = '55P03';
}

async function settle<State>(
  client: Client,
  { schema }: Watch<State>,
  work: CaseWork<State>,
  hits: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ hit: string; settled: string | null }>({
    text: 'select hit, settled from vault.settled_texts($1)',
    values: [hits],
  });
  const right = new Map<string, string>();
  for (const { hit, settled } of rows) {
    if (settled === null) throw new NotSettledYet('a text is not settled yet');
    right.set(withheldText(hit), settled);
  }
  const journal = await journalOf(client, schema, work.record.caseId);
  await rewrite(client, schema, work, journal, (text) => right.get(text) ?? text);
}

async function journalOf(client: Client, schema: string, caseId: string): Promise<JournalRow[]> {
  const { rows } = await client.query<JournalRow>({
    text: `select id, command, input from ${schema}.entry
           where case_id = $1 and command is not null and input is not null order by position`,
    values: [caseId],
  });
  return rows;
}

/** In the state and in the journal alike: played again, the one still gives the other. */
async function rewrite<State>(
  client: Client,
  schema: string,
  work: CaseWork<State>,
  journal: readonly JournalRow[],
  other: (text: string) => string,
): Promise<void> {
  const state = withTexts(work.state, other);
  if (state !== work.state) {
    work.state = state;
    work.record.state = state;
    work.record.version += 1;
  }
  const changed = journal.map((row) => ({ id: row.id, before: row.input, input: withTexts(row.input, other) }));
  const rows = changed.filter(({ before, input }) => before !== input);
  if (rows.length === 0) return;
  await client.query({
    text: `select ${schema}.rewrite_inputs($1::jsonb)`,
    values: [JSON.stringify(rows.map(({ id, input }) => ({ id, input })))],
  });
}
