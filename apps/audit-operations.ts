import type { ReadingRoute } from '../libs/platform/documentation/openapi.js';

const id = '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11';

const entry = {
  id,
  at: '2026-03-03T14:00:00.000Z',
  person: 'police_officer@PL1300',
  role: 'police_officer',
  action: 'consult',
  operation: 'readPoliceReport',
  caseId: id,
  part: { kind: 'police-report', id },
  ground: 'police',
  outcome: 'done',
  trace: '0af7651916cd43dd8448eb211c80319c',
};

/** Wpg 32a: who saw this case. */
export const auditReadings: ReadingRoute[] = [
  {
    path: '/v1/access-entries',
    operationId: 'listAccessEntries',
    summary: 'Who of your organisation saw or changed this case, or was refused it, newest first (auditor)',
    tag: 'access log',
    query: {
      case: 'The case; needed',
      limit: 'At most so many items, 1 to 100 (50)',
      cursor: 'Where the page begins: next of the page before',
    },
    example: { items: [entry] },
  },
];

const problems = {
  '400': 'malformed',
  '401': 'unauthenticated',
  '403': 'forbidden',
  '404': 'not-found',
  '413': 'too-large',
  '415': 'unsupported-media-type',
  '422': 'invalid',
  '429': 'too-many-requests',
  '503': 'unavailable',
};

/** What did this person see? A POST: who is searched for does not belong in an address. */
export const auditOperations = {
  '/v1/access-searches': {
    post: {
      operationId: 'searchAccessEntries',
      summary: 'What a person of your organisation saw, changed or was refused, newest first (auditor)',
      tags: ['access log'],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/AccessSearchBody' },
            example: { person: 'police_officer@PL1300', from: '2026-03-01T00:00:00Z', limit: 50 },
          },
        },
      },
      responses: {
        '200': {
          description: 'What was found; nothing is kept of the search but that it was done.',
          content: { 'application/json': { schema: { type: 'object' }, example: { items: [entry] } } },
        },
        ...Object.fromEntries(
          Object.entries(problems).map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]),
        ),
      },
    },
  },
};
