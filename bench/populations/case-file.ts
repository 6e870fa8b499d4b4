import type pg from 'pg';

/** Who reads, and in which quality each is party to the cases below. */
export const organisations = {
  /** Twenty cases, however many there are, spread over all years. */
  smallEmployer: 'bench-library',
  /** One in fifty. */
  largeEmployer: 'bench-transport',
  /** One in eleven. */
  police: 'PL0001',
  /** One in 25. */
  prosecution: 'OM01',
  /** One in ten. */
  halt: 'HALT01',
} as const;

const { smallEmployer, largeEmployer, halt } = organisations;

const caseOf = (n: string): string => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** What is made of a case number: spread so that no organisation has its cases together. */
const made = (from: string): string => `
  select n, ${caseOf('n')} as case_id, 'VPT-2026-' || lpad(n::text, 7, '0') as number,
         timestamptz '2019-01-01' + n * (interval '7 years' / $1::integer) as opened_at,
         lpad((100 + n * 7 % 342)::text, 4, '0') as municipality,
         (array['threat', 'violence', 'insult', 'discrimination', 'damage'])[1 + n % 5] as category,
         array_remove(array[
           row ('employer', case when n % ($1::integer / 20) = 3 then '${smallEmployer}' when n % 50 = 1 then '${largeEmployer}'
                                 else 'employer-' || n % 500 end)::bench.party,
           row ('police', 'PL' || lpad((1 + n % 11)::text, 4, '0'))::bench.party,
           case when n % 5 in (1, 3) then row ('om', 'OM' || lpad((1 + n / 5 % 10)::text, 2, '0'))::bench.party end,
           case when n % 10 = 7 then row ('halt', '${halt}')::bench.party end,
           case when n % 4 = 2 then row ('recovery', 'recovery-' || n % 8)::bench.party end
         ], null) as parties,
         -- what is new is still open; of the rest one in a thousand never was taken up
         case when n > $1::integer * 0.98 or n % 1000 = 12 then 'received' else 'completed' end as state
  from ${from} as n`;

const part = (kind: string, id: string, state: string): string =>
  `jsonb_build_object('kind', '${kind}', 'id', ${id}, 'state', ${state})`;
const policeReport = `('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid`;

const picture = `jsonb_build_object('openedAt', to_char(opened_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'municipality', municipality, 'category', category,
  'parties', (select jsonb_agg(jsonb_build_object('kind', kind, 'organisation', organisation)) from unnest(parties)),
  'parts', jsonb_build_array(${part('incident-report', 'case_id', `'submitted'`)}, ${part('police-report', policeReport, 'state')}),
  'strands', '[]'::jsonb)`;

const eventTypes = ['incident-report.submitted', 'police-report.received'];

const event = `jsonb_build_object('id', event_id, 'type', type, 'version', 1, 'caseId', case_id, 'caseNumber', number,
  'producer', 'police', 'occurredAt', to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'recordedAt', to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'about', jsonb_build_object('policeReport', ${policeReport}, 'part', ${part('police-report', policeReport, 'state')}),
  'data', jsonb_build_object('policeUnit', 'PL0001', 'walkIn', false, 'reporter', 'victim'))`;

const statements = [
  `insert into casefile.case_record (case_id, case_number, version, state, organisations)
   select case_id, number, 2, ${picture}, array(select distinct organisation from unnest(parties) order by 1) from made`,
  `insert into casefile.summary (case_id, number, opened_at, municipality, category)
   select case_id, number, opened_at, municipality, category from made`,
  `insert into casefile.party (case_id, kind, organisation, opened_at, municipality, category)
   select case_id, kind, organisation, opened_at, municipality, category from made, unnest(parties)`,
  `insert into casefile.part (case_id, kind, id, state, reader, organisation, opened_at)
   select case_id, 'incident-report', case_id, 'submitted', kind, organisation, opened_at from made, unnest(parties)
   where kind in ('employer', 'police')
   union all
   select case_id, 'police-report', ${policeReport}, state, kind, organisation, opened_at from made, unnest(parties)
   where kind in ('employer', 'police', 'om')`,
  `insert into casefile.chain_event (event_id, position, case_id, type, occurred_at, envelope)
   select event_id, position, case_id, type, at, ${event}
   from (
     select made.*, type, opened_at + nth * interval '1 day' as at, (n - 1) * 2 + nth as position,
            ('00000000-0000-7000-a000-' || lpad(to_hex(n * 4 + nth), 12, '0'))::uuid as event_id
     from made, unnest(array['${eventTypes.join(`', '`)}']) with ordinality as told (type, nth)
   ) told`,
  `insert into casefile.feed (kind, organisation, position, event_id, case_id)
   select kind, organisation, (n - 1) * 2 + nth, ('00000000-0000-7000-a000-' || lpad(to_hex(n * 4 + nth), 12, '0'))::uuid, case_id
   from made, unnest(parties), generate_series(1, 2) as nth`,
];

/** Fills an empty case file with so many invented cases of the last seven years, each with its events and readers. */
export async function populateCaseFile(pool: pg.Pool, cases: number): Promise<void> {
  await pool.query(`create schema bench; create type bench.party as (kind text, organisation text)`);
  for (const statement of statements) {
    await pool.query(`with made as (${made('generate_series(1, $1)')}) ${statement}`, [cases]);
  }
  await pool.query(`select setval('casefile.feed_position', $1)`, [cases * 2]);
  await pool.query('drop schema bench cascade');
  await pool.query(
    'vacuum analyze casefile.case_record, casefile.summary, casefile.party, casefile.part, casefile.chain_event, casefile.feed',
  );
}
