import type { ReadingRoute } from '../libs/platform/documentation/openapi.js';

const id = '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11';
const page = {
  limit: 'At most so many items, 1 to 100 (50)',
  cursor: 'Where the page begins: next of the page before',
};
const part = (path: string, operationId: string, summary: string, tag: string, state: string): ReadingRoute => ({
  path,
  operationId,
  summary,
  tag,
  example: { id, caseId: id, caseNumber: 'VPT-2026-000123', state, allowed: [] },
});

/** The parts of a case at their owners, for those who may read them whole. */
export const partReadings: ReadingRoute[] = [
  part(
    '/v1/incident-reports/:id',
    'readIncidentReport',
    'An incident report (melding)',
    'incident-report',
    'submitted',
  ),
  part('/v1/police-reports/:id', 'readPoliceReport', 'A police report (aangifte)', 'police-report', 'received'),
  part('/v1/files/:id', 'readFile', 'A file at OM', 'file', 'received'),
  part(
    '/v1/halt-referrals/:id',
    'readHaltReferral',
    'A Halt referral, with the eligibility decision',
    'halt-referral',
    'received',
  ),
  part('/v1/claims/:id', 'readClaim', 'A damage claim, with its balance', 'claim', 'opened'),
];

const event = {
  id,
  type: 'police-report.acknowledged',
  caseId: id,
  caseNumber: 'VPT-2026-000123',
  occurredAt: '2026-03-03T14:00:00.000Z',
  recordedAt: '2026-03-03T14:00:00.000Z',
  by: { role: 'police_officer', organisation: 'PL1300' },
  about: { policeReport: id },
  data: {},
};

/** Who the victims are, and what the leak guard holds. */
export const vaultReadings: ReadingRoute[] = [
  {
    path: '/v1/cases/:case/identities/:id',
    operationId: 'readIdentity',
    summary: 'Who a victim is, for who may know; under number nobody but whom a court lets',
    tag: 'vault',
    example: { caseId: id, victim: id, name: 'Tamara Veldkuil', birthDate: '1987-05-02' },
  },
  {
    path: '/v1/numbers/:number',
    operationId: 'readNumber',
    summary: 'Which case a number belongs to, for the victim desk and the prosecutor; not who is behind it',
    tag: 'vault',
    example: { number: 'AON-7K2M9QX4', caseId: id, caseNumber: 'VPT-2026-000123', victim: id, policeReport: id },
  },
  {
    path: '/v1/police-reports/:id/guard-hits',
    operationId: 'listGuardHits',
    summary: 'Texts that the leak guard stopped or took out, for the assistant prosecutor who decides about them',
    tag: 'vault',
    example: {
      items: [{ id, victim: id, kind: 'withheld', context: 'employer', pointer: 'submitIncidentReport/description' }],
    },
  },
];

/** The chain as each party may see it, and what the system says of itself. */
export const casefileReadings: ReadingRoute[] = [
  {
    path: '/v1/cases/:case/suspects/:id',
    operationId: 'readSuspect',
    summary: 'Who a suspect is, for the police and for who received the strand',
    tag: 'police-report',
    example: { id, state: 'at_halt', birthDate: '1998-09-30', age: 15 },
  },
  {
    path: '/v1/cases',
    operationId: 'listCases',
    summary: 'The cases of your organisation, newest first',
    tag: 'case file',
    query: {
      ...page,
      municipality: 'CBS code',
      category: 'Category of the incident',
      number: 'Case number',
      partKind: 'With a part of this kind: incident-report, police-report, file, halt-referral or claim',
      partState: 'With that part in this state',
      openedFrom: 'Opened at or after this date or moment',
      openedUntil: 'Opened before this date or moment',
    },
    example: {
      items: [{ id, number: 'VPT-2026-000123', openedAt: '2026-03-03T08:10:00.000Z', href: `/v1/cases/${id}` }],
    },
  },
  {
    path: '/v1/cases/:id',
    operationId: 'readCase',
    summary: 'A case: its parties, its parts and their states',
    tag: 'case file',
    example: {
      id,
      number: 'VPT-2026-000123',
      parties: [{ kind: 'police', organisation: 'PL1300' }],
      parts: [],
      strands: [],
    },
  },
  {
    path: '/v1/cases/:id/events',
    operationId: 'readTimeline',
    summary: 'The events of a case in the order in which they happened',
    tag: 'case file',
    query: page,
    example: { items: [event] },
  },
  {
    path: '/v1/events',
    operationId: 'readFeed',
    summary: 'Your feed of status events, in the order of recording',
    tag: 'case file',
    query: {
      limit: page.limit,
      after: 'The position after which to go on: next of the page before',
      case: 'Of one case only',
    },
    example: { items: [{ position: '41', ...event }], next: '41' },
  },
  {
    path: '/v1/openapi.json',
    operationId: 'readApiDocument',
    summary: 'This document',
    tag: 'system',
    open: true,
    example: { openapi: '3.1.0' },
  },
  {
    path: '/v1/problem-types',
    operationId: 'listProblemTypes',
    summary: 'The types of problem that the API answers with',
    tag: 'system',
    open: true,
    example: { items: [{ type: '/v1/problem-types/conflict', status: 409, title: 'The state does not allow this' }] },
  },
  {
    path: '/v1/problem-types/:type',
    operationId: 'readProblemType',
    summary: 'One type of problem',
    tag: 'system',
    open: true,
    example: { type: '/v1/problem-types/conflict', status: 409, title: 'The state does not allow this' },
  },
  {
    path: '/v1/organisations/:code',
    operationId: 'readOrganisation',
    summary: 'An organisation of the chain',
    tag: 'system',
    example: { code: 'PL1300', type: 'police_unit', name: 'Politie Amsterdam' },
  },
];

const clock = {
  agreement: 'P-01',
  title: 'A report by a VPT victim or employer is followed up directly',
  outcome: 'running',
  due: '2026-03-04',
  about: { policeReport: id },
  owner: 'police',
  organisation: 'PL1300',
  term: { n: 1, unit: 'workingDays', basis: 'assumed' },
};

/** The agreements: how they stand, what is due, and how they are kept. */
export const agreementReadings: ReadingRoute[] = [
  {
    path: '/v1/agreements',
    operationId: 'listAgreements',
    summary: 'The agreements and the sets that they belong to, each with its source',
    tag: 'agreements',
    example: { items: [{ id: 'P-01', owner: 'police', kind: 'term' }], sets: [{ id: 'ela-2013' }], principles: {} },
  },
  {
    path: '/v1/cases/:id/agreements',
    operationId: 'readCaseAgreements',
    summary: 'How each agreement of a case stands, and the facts that it rests on',
    tag: 'agreements',
    example: { items: [clock] },
  },
  {
    path: '/v1/worklist',
    operationId: 'readWorklist',
    summary: 'What is due or overdue at your organisation, what expires first at the top, and why on that date',
    tag: 'agreements',
    query: {
      ...page,
      agreement: 'Of this agreement',
      handler: 'Of this handler',
      unit: 'In the region of this police unit',
      outcome: 'running, due_soon or breached (due_soon and breached)',
    },
    example: { items: [{ caseId: id, caseNumber: 'VPT-2026-000123', ...clock }] },
  },
  {
    path: '/v1/agreement-subjects/:id/waivers',
    operationId: 'listWaivers',
    summary: 'The agreements about this part that were set aside, with the reasons',
    tag: 'agreements',
    example: { items: [{ id, agreement: 'P-05', role: 'police_liaison', organisation: 'PL1300' }] },
  },
  {
    path: '/v1/agreement-subjects/:id/waivers/:entry',
    operationId: 'readWaiver',
    summary: 'One agreement that was set aside, with the reason',
    tag: 'agreements',
    example: { id, agreement: 'P-05', role: 'police_liaison', organisation: 'PL1300' },
  },
  {
    path: '/v1/compliance-figures',
    operationId: 'readComplianceFigures',
    summary: 'How the agreements are kept, as JSON or (Accept: text/csv) as CSV; no persons',
    tag: 'agreements',
    query: {
      groupBy: 'At most four of agreement, principle, organisation, unit, sector, month, quarter, year (agreement)',
      agreement: 'Of this agreement',
      organisation: 'Of this organisation',
      unit: 'In the region of this police unit',
      sector: 'Of this sector',
      from: 'From this month on, such as 2026-01',
      until: 'Up to and including this month',
    },
    example: { items: [{ group: { agreement: 'P-01' }, applied: 120, met: 110, shareMet: 0.95 }] },
  },
];
