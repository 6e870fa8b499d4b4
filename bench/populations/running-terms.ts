import type pg from 'pg';
import { catalogueOf } from '../../libs/agreements/catalogue/catalogue.js';

const catalogue = catalogueOf();
/** The agreements that have a term, so that the population is as mixed as the real one. */
const withTerm = catalogue.agreements.filter(({ term }) => term !== undefined).map(({ id }) => id);
const clocksPerCase = 5;

/**
 * Fills the tables with invented cases whose clocks run, none of them near its end, spread over units, sectors,
 * agreements and two years of months, as the running system would have them.
 */
export async function populateRunningTerms(pool: pg.Pool, running: number): Promise<void> {
  const cases = Math.ceil(running / clocksPerCase);
  await pool.query(
    `insert into agreements.case_record (case_id, case_number, state, organisations)
     select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'VPT-2026-' || lpad(n::text, 6, '0'),
       '{"given": {}}', array['PL' || lpad((n % 11)::text, 4, '0')]
     from generate_series(1, $1) as n`,
    [cases],
  );
  await pool.query(
    `insert into agreements.clock (case_id, agreement, subject, round, clock, about, owner, organisation, kind, unit, sector,
       month, informational, outcome, due_soon_at, ends_at, next_at)
     select case_id, agreement, 'x' || nth, case_id,
       jsonb_build_object('agreement', agreement, 'set', 'ela-2013', 'subject', jsonb_build_object('strand', case_id),
         'round', case_id, 'startedAt', '2026-01-05T08:00:00.000Z', 'countsFrom', '2026-01-05T08:00:00.000Z',
         'term', '{"n": 30, "unit": "days", "basis": "assumed"}'::jsonb, 'lastDay', '2027-01-01',
         'dueSoonAt', to_char(soon, 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"'), 'endsAt', to_char(soon + interval '2 days', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"'),
         'skipped', '[]'::jsonb),
       jsonb_build_object('strand', case_id), 'police', 'PL' || lpad((n % 11)::text, 4, '0'), 'police',
       'PL' || lpad((n % 11)::text, 4, '0'), (array['education', 'health_care', 'safety', 'housing'])[1 + n % 4],
       date '2025-01-01' + ((n % 24) * interval '1 month'), false, 'running', soon, soon + interval '2 days', soon
     from (
       select n, nth, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as case_id,
              ($2::text[])[1 + (n * 7 + nth * 3) % array_length($2::text[], 1)] as agreement,
              timestamptz '2027-01-01' + ((n * 37 + nth) % 500000) * interval '1 minute' as soon
       from generate_series(1, $1) as n, generate_series(1, ${String(clocksPerCase)}) as nth
     ) made`,
    [cases, withTerm],
  );
  await pool.query(
    `insert into agreements.tally (agreement, set_id, organisation, unit, sector, month, running)
     select agreement, 'ela-2013', organisation, unit, sector, month, count(*) from agreements.clock group by 1, 2, 3, 4, 5, 6`,
  );
  await pool.query('vacuum analyze agreements.clock, agreements.case_record, agreements.tally');
}

/** Lets so many of the clocks fall due by a moment: those of cases taken at random, as many per case whatever runs beside. */
export async function letFallDue(pool: pg.Pool, due: number, at: string): Promise<void> {
  await pool.query(
    `with chosen as (
       select case_id, agreement, subject, round from agreements.clock
       where outcome = 'running' order by md5(case_id::text), subject limit $1
     )
     update agreements.clock clock set ends_at = $2::timestamptz, due_soon_at = $2::timestamptz, next_at = $2::timestamptz,
       clock = clock.clock || jsonb_build_object('endsAt', $3::text, 'dueSoonAt', $3::text)
     from chosen where clock.case_id = chosen.case_id and clock.agreement = chosen.agreement
       and clock.subject = chosen.subject and clock.round = chosen.round`,
    [due, at, at],
  );
}
