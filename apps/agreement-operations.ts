const identifier = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const problems = (names: Record<string, string>): object =>
  Object.fromEntries(
    Object.entries(names).map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]),
  );
const body = (name: string, example: object): object => ({
  required: true,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` }, example } },
});
const answered = (description: string, example: object, schema: object = { type: 'object' }): object => ({
  description,
  content: { 'application/json': { schema, example } },
});

const refusals = {
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

const id = '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11';
const preview = { cases: 12, changes: [{ agreement: 'P-01', started: 0, moved: 3, ended: 0 }] };

/** What the agreements offer besides reading: setting one aside, and loading sets. */
export const agreementOperations = {
  '/v1/agreement-subjects/{id}/waivers': {
    post: {
      operationId: 'waiveAgreement',
      summary: 'Set an agreement about this police report, strand or claim aside, with a reason (liaison of its owner)',
      tags: ['agreements'],
      'x-command': 'waiveAgreement',
      'x-part': 'agreement',
      parameters: [identifier, { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 200 } }],
      requestBody: body('WaiveAgreementBody', {
        agreement: 'P-05',
        reason: 'The reporter asked to wait for the hearing.',
      }),
      responses: {
        '201': answered(
          'Set aside.',
          {
            id,
            command: 'waiveAgreement',
            part: { kind: 'police-report', id, state: null },
            caseId: id,
            caseNumber: 'VPT-2026-000123',
            version: 4,
            occurredAt: '2026-03-03T08:10:00.000Z',
            recordedAt: '2026-03-03T08:10:00.000Z',
            events: [],
            created: {},
          },
          { $ref: '#/components/schemas/CommandAnswer' },
        ),
        ...problems({ ...refusals, '409': 'conflict' }),
      },
    },
  },
  '/v1/agreement-sets': {
    post: {
      operationId: 'loadAgreementSets',
      summary:
        'Load sets of agreements, or see with preview=true which running clocks they would touch (administrator)',
      tags: ['agreements'],
      parameters: [{ name: 'preview', in: 'query', schema: { type: 'string', enum: ['true', 'false'] } }],
      requestBody: body('AgreementSetsBody', {
        sets: [
          {
            id: 'covenant-amsterdam',
            title: 'Covenant of the VPT region Amsterdam',
            validFrom: '2026-01-01',
            validTo: null,
            source: 'the covenant',
            mark: 'attested',
            basedOn: 'ela-2013',
            units: ['PL1300'],
            terms: { 'P-01': { n: 4, unit: 'hours', basis: 'attested' } },
          },
        ],
      }),
      responses: {
        '201': answered('Loaded, or previewed.', { loaded: true, ...preview }),
        ...problems(refusals),
      },
    },
  },
};
