import type pg from 'pg';
import { atOm, ids, onReport, onStrand, submitted, summons, taken } from '../../libs/agreements/testing/history.js';
import { sent } from '../../libs/agreements/testing/sent.js';
import { type ChainEvent, type ContextName, type Producer } from '../../libs/contract/index.js';
import type { Letter } from '../../libs/platform/messaging/letter.js';

/** A case from submission to hearing, as the mean case has it. */
export const meanCase = (): ChainEvent[] =>
  submitted('2014-03-03T09:10:00+01:00')
    .add('police-report.acknowledged', { at: '2014-03-03T16:00:00+01:00', ...onReport }, {})
    .add('police-report.taken', { at: '2014-03-05T10:40:00+01:00', ...onReport }, taken())
    .add('investigation.started', { at: '2014-03-05T11:00:00+01:00', ...onReport }, {})
    .add('suspect.registered', { at: '2014-03-06T16:00:00+01:00', ...onStrand }, { age: 30, juvenile: false })
    .add(
      'suspect.interviewed',
      { at: '2014-03-06T17:30:00+01:00', ...onStrand },
      { first: true, interview: { confessed: true } },
    )
    .add(
      'file.received',
      { at: '2014-03-10T09:00:00+01:00', ...atOm },
      { prosecutorsOffice: 'AMS', offences: ['285'], vptCode: true, policeVptCode: true },
    )
    .add('police-report.completed', { at: '2014-03-10T09:00:00+01:00', ...onReport }, {})
    .add('summons.issued', { at: '2014-04-07T10:00:00+02:00', ...atOm }, summons('2014-05-20T09:30:00+02:00'))
    .add(
      'victim.informed',
      { at: '2014-04-22T16:00:00+02:00', ...atOm },
      { about: 'summons.issued', by: 'letter', parties: [ids.victim] },
    ).events;

// Every identifier of the model begins so; in the nth case with its number.
const mark = '00000000-0000-7000-8000-';
const numbered = (text: string): string =>
  `replace(replace(${text}, '${mark}', lpad(to_hex(n), 8, '0') || '-0000-7000-8000-'), 'VPT-2014-000001', 'VPT-2014-' || lpad(n::text, 7, '0'))`;

/** Fills the outboxes of the producers with so many such cases, which the agreements have heard; nobody else has yet. */
export async function populateEvents(pool: pg.Pool, cases: number): Promise<void> {
  const letters = sent(meanCase());
  for (const { event, to, numbers, after } of letters) {
    await pool.query(
      `insert into ${event.producer}.event (id, case_id, envelope, addressees, numbers, after, published_at)
       select ${numbered('$1')}::uuid, ${numbered('$2')}::uuid, ${numbered('$3')}::jsonb, $4, $5, $6, now()
       from generate_series(1, $7) as n`,
      [event.id, event.caseId, JSON.stringify(event), to, numbers, after, cases],
    );
  }
  await pool.query(
    `insert into agreements.case_record (case_id, case_number, state, received)
     select ${numbered('$1')}::uuid, ${numbered('$2')}, '{"given": {}}', $3 from generate_series(1, $4) as n`,
    [letters[0]?.event.caseId, letters[0]?.event.caseNumber, heardBy('agreements', letters), cases],
  );
  const producers = [...new Set(letters.map(({ event }) => event.producer))];
  await pool.query(`vacuum analyze agreements.case_record, ${producers.map((one) => `${one}.event`).join(', ')}`);
}

const heardBy = (addressee: ContextName, letters: readonly Letter[]): Partial<Record<Producer, number>> =>
  Object.fromEntries(
    letters
      .filter(({ to }) => to.includes(addressee))
      .map(({ event, numbers }) => [event.producer, numbers[addressee]]),
  );
