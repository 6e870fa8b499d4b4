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

/** The chain as each party may see it, and what the system says of itself. */
export const casefileReadings: ReadingRoute[] = [
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
