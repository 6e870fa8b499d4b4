/**
 * Row-level security: what the roles of a context see. Its worker (`chain_<schema>`) carries everybody's letters and
 * sees all of its schema. Its desk (`chain_<schema>_desk`) answers people and sees the cases of the organisation that
 * is set for the transaction; where none is set, nothing. Neither owns a table, and the owner is held by it as well.
 */

/** The organisation for which the desk asks. Where it was never set this is null, and after that an empty text. */
export const organisationAsking = `current_setting('chain.organisation', true)`;

export interface Wall {
  table: string;
  /** Which rows the desk sees, and may change as far as it has the right; absent where it has no business. */
  shows?: string;
  /** Which rows it may make, where that differs. */
  takes?: string;
}

export interface Walled {
  /** Whether it changes cases: then it has parts, a journal, and events that others read. */
  producing: boolean;
  /** The tables with case data that only this context has. */
  own?: readonly Wall[];
}

/**
 * Rows of a case are shown to whom the case is shown: the wall of `case_record` stands inside this one. Not `exists`:
 * of that the planner may first gather all cases that can be seen, to answer for a page of rows.
 */
export const ofVisibleCase = (schema: string, table: string): string =>
  `(select true from ${schema}.case_record record where record.case_id = ${schema}.${table}.case_id)`;

/**
 * Statements that move what is stored in these tables. The wall holds their owner as well, who sees nothing of them
 * where it is no superuser: for these statements it is let through.
 */
export const moving = (tables: readonly string[], statements: readonly string[]): string[] => [
  ...tables.map((table) => `alter table ${table} no force row level security`),
  ...statements,
  ...tables.map((table) => `alter table ${table} force row level security`),
];

/** Every table with case data of a context, behind its wall. */
export const walls = (schema: string, walled: Walled): string[] => [
  ...knownParties(schema, walled),
  `grant usage on schema ${schema} to chain_${schema}_desk`,
  ...wallsOf(schema, walled).flatMap((one) => wall(schema, one)),
  ...(walled.producing ? [...othersReadEvents(schema), ...commandsAtTheDesk(schema), ...rewriting(schema)] : []),
];

export const dropWalls = (schema: string, walled: Walled): string[] => [
  `revoke all on all tables in schema ${schema} from chain_${schema}_desk`,
  ...(walled.producing
    ? [`drop function ${schema}.rewrite_inputs(jsonb)`, `drop policy others on ${schema}.event`]
    : []),
  ...wallsOf(schema, walled).flatMap((one) => dropWall(schema, one)),
  `alter table ${schema}.case_record drop column organisations`,
];

const wallsOf = (schema: string, { producing, own = [] }: Walled): Wall[] => [
  { table: 'case_record', shows: `${organisationAsking} = any (${schema}.case_record.organisations)` },
  // Letters that wait are the worker's. Not walled: `redelivery_mark`, which holds nothing of a case.
  { table: 'pending_letter' },
  ...(producing ? producingWalls(schema) : []),
  ...own,
];

const producingWalls = (schema: string): Wall[] => [
  // A case that begins is stored with its part and its events in one statement, which does not see its own record
  // yet. To make a row shows nothing.
  { table: 'part', shows: ofVisibleCase(schema, 'part'), takes: 'true' },
  { table: 'event', shows: ofVisibleCase(schema, 'event'), takes: 'true' },
  // In the journal an organisation writes in its own name only.
  {
    table: 'entry',
    shows: ofVisibleCase(schema, 'entry'),
    takes: `${schema}.entry.organisation = ${organisationAsking}`,
  },
];

const wall = (schema: string, { table, shows, takes = shows }: Wall): string[] => [
  `alter table ${schema}.${table} enable row level security`,
  `alter table ${schema}.${table} force row level security`,
  `create policy worker on ${schema}.${table} to chain_${schema} using (true) with check (true)`,
  ...(shows === undefined || takes === undefined
    ? []
    : [`create policy desk on ${schema}.${table} to chain_${schema}_desk using (${shows}) with check (${takes})`]),
];

const dropWall = (schema: string, { table, shows }: Wall): string[] => [
  ...(shows === undefined ? [] : [`drop policy desk on ${schema}.${table}`]),
  `drop policy worker on ${schema}.${table}`,
  `alter table ${schema}.${table} no force row level security`,
  `alter table ${schema}.${table} disable row level security`,
];

const contexts = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'vault', 'agreements', 'casefile'];

/** The workers of the other contexts read events: that a letter went astray, or how a case was told. Which of them may at all, the grants say. */
function othersReadEvents(schema: string): string[] {
  const others = contexts.filter((one) => one !== schema).map((one) => `chain_${one}`);
  return [`create policy others on ${schema}.event for select to ${others.join(', ')} using (true)`];
}

/** What a command does, and no more. */
const commandsAtTheDesk = (schema: string): string[] => [
  `grant select, insert, update on ${schema}.case_record to chain_${schema}_desk`,
  `grant select, insert on ${schema}.part, ${schema}.entry, ${schema}.event to chain_${schema}_desk`,
];

/** A name that came under number is taken out of what was given before, whoever gave it. */
const rewriting = (schema: string): string[] => [
  `create function ${schema}.rewrite_inputs(changed jsonb) returns void
   language sql volatile security definer set search_path = '' as $$
     update ${schema}.entry entry set input = other.input
     from jsonb_to_recordset(changed) as other (id uuid, input jsonb)
     where entry.id = other.id
       -- it acts as the worker, but for who asked: the desk stays behind its wall
       and (session_user = 'chain_${schema}' or exists (
         select from ${schema}.case_record record
         where record.case_id = entry.case_id and ${organisationAsking} = any (record.organisations)))
   $$`,
  // Who migrates may have no rights on what is another's, so the owner comes last.
  `revoke all on function ${schema}.rewrite_inputs(jsonb) from public`,
  `grant execute on function ${schema}.rewrite_inputs(jsonb) to chain_${schema}, chain_${schema}_desk`,
  `grant create on schema ${schema} to chain_${schema}`,
  `alter function ${schema}.rewrite_inputs(jsonb) owner to chain_${schema}`,
  `revoke create on schema ${schema} from chain_${schema}`,
];

/**
 * Who is party to a case as far as this context knows; everything else of the case rests on it. Of what was there
 * before, the case file knows; and whoever acted in this context is party too, though the news may still be underway.
 */
const knownParties = (schema: string, { producing }: Walled): string[] => [
  `alter table ${schema}.case_record add column organisations text[] not null default '{}'`,
  `do $$ begin
     if to_regclass('casefile.party') is not null then
       update ${schema}.case_record record set organisations = array(
         select organisation from casefile.party where case_id = record.case_id
         ${producing ? `union ${actors(schema)}` : ''}
         order by 1);
     end if;
   end $$`,
];

const actors = (schema: string): string =>
  `select organisation from ${schema}.entry where case_id = record.case_id and organisation is not null`;
