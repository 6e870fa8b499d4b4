import type { PartKind } from '../libs/contract/index.js';
import type { Answer, TestChain } from './chain.js';
import { incident } from './incident.js';

/** A case that is everywhere at once: one suspect at OM, one at Halt, and a claim of the victim. */
export interface RunningCase {
  id: string;
  parts: Record<PartKind, string>;
}

const officer = 'police_officer@PL1300';

/** Brings the case about, from 3 March 2014 on, for an employer that is registered already. */
export async function runningCase(chain: TestChain, employer: string): Promise<RunningCase> {
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
