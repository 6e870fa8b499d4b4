import type { PartKind } from '../libs/contract/index.js';
import type { Answer, TestChain } from './chain.js';
import type { TestDatabase } from './database.js';
import { incident } from './incident.js';

/** A case that is everywhere at once: one suspect at OM, one at Halt, and a claim of the victim. */
export interface RunningCase {
  id: string;
  parts: Record<PartKind, string>;
}

const officer = 'police_officer@PL1300';

type OnReport = (collection: string, as: string, body: object) => Promise<Answer>;
/** What is done on the report before the police take it. */
export type BeforeTaken = (on: OnReport, victim: string) => Promise<void>;

/** The victim asks to report under number, and gets one. */
export const underNumber =
  (chain: TestChain): BeforeTaken =>
  async (on, victim) => {
    const prosecutor = 'public_prosecutor@AMS';
    // The police can name who has been seen.
    await chain.get(prosecutor, '/v1/cases');
    await on('under-number-requests', officer, { victim, reason: 'The suspects know where she lives.' });
    const granted = { victim, decision: 'granted', reason: 'The fear is real.', prosecutor };
    await on('under-number-decisions', 'assistant_prosecutor@PL1300', granted);
  };

export async function numberIn(database: TestDatabase): Promise<{ victim: string; number: string }> {
  const [granted] = await database.query<{ victim: string; number: string }>(
    `select envelope -> 'about' ->> 'victim' as victim, envelope -> 'data' ->> 'number' as number from police.event
     where envelope ->> 'type' = 'police-report.under-number-granted'`,
  );
  if (!granted) throw new Error('nobody was given a number');
  return granted;
}

/** Brings the case about, from 3 March 2014 on, for an employer that is registered already. */
export async function runningCase(chain: TestChain, employer: string, beforeTaken?: BeforeTaken): Promise<RunningCase> {
  const suspects = ['s1', 's2'].map((ref) => ({ ref, description: 'boy, red jacket', known: false }));
  const report = await chain.done(
    `employer_contact@${employer}`,
    '/v1/incident-reports',
    incident({ suspects, category: 'property' }),
  );
  await chain.quiet();
  const policeReport = await partOf(chain, report.caseId, 'police-report');
  const onReport = (collection: string, body: object): Promise<Answer> =>
    chain.done(officer, `/v1/police-reports/${policeReport}/${collection}`, body);
  await onReport('acknowledgements', {});
  await beforeTaken?.(
    (collection, as, body) => chain.done(as, `/v1/police-reports/${policeReport}/${collection}`, body),
    report.created.v1 ?? '',
  );
  await onReport('statements', {
    offences: ['350'],
    vptCode: true,
    domicile: 'employer',
    damageAsked: true,
    joinderWish: 'yes',
    wantsInformation: true,
    statement: 'Two boys damaged the bus.',
  });
  await onReport('investigations', {});
  for (const ref of [report.created.s1, report.created.s2])
    await onReport('suspects', { ref, birthDate: '1996-11-20' });
  const [older, younger] = [report.created.s1, report.created.s2];
  // Had Halt half a year ago: Halt must ask the prosecutor, who so becomes party there too.
  const interview = { confessed: true, consentsToHalt: true, earlierHalt: { count: 1, lastOn: '2013-09-01' } };
  await onReport('interviews', { suspect: younger, ...interview });
  await onReport('halt-referrals', { suspect: younger, offence: '350', damageCents: 40_000, informedInWriting: true });
  await onReport('hand-overs', { suspect: older, offences: ['350'] });
  await chain.quiet();
  await chain.done('halt_coordinator@HALT-PL1300', `/v1/halt-referrals/${younger ?? ''}/consent-requests`, {});
  await chain.quiet();
  return {
    id: report.caseId,
    parts: {
      'incident-report': report.part.id,
      'police-report': policeReport,
      file: older ?? '',
      'halt-referral': younger ?? '',
      claim: await partOf(chain, report.caseId, 'claim', `recovery_officer@${employer}`),
    },
  };
}

export async function partOf(chain: TestChain, caseId: string, kind: PartKind, as = officer): Promise<string> {
  const { parts } = (await chain.get(as, `/v1/cases/${caseId}`)).body as { parts: { kind: PartKind; id: string }[] };
  const found = parts.find((part) => part.kind === kind);
  if (!found) throw new Error(`${as} sees no ${kind}`);
  return found.id;
}
