import { OrganisationBody } from '../libs/platform/access/organisations.controller.js';
import { employerRoutes } from '../libs/employer/api/routes.js';
import { haltRoutes } from '../libs/halt/api/routes.js';
import { correctionRoutes } from '../libs/platform/casework/corrections/correction-routes.js';
import { openapi, type ReadingRoute } from '../libs/platform/documentation/openapi.js';
import type { Configuration } from '../libs/platform/configuration/index.js';
import { policeRoutes } from '../libs/police/api/routes.js';
import { prosecutionRoutes } from '../libs/prosecution/api/routes.js';
import { recoveryRoutes } from '../libs/recovery/api/routes.js';
import { vaultRoutes } from '../libs/vault/api/routes.js';
import { AgreementSetsBody } from '../libs/agreements/api/sets.controller.js';
import { WaiveAgreementBody } from '../libs/agreements/api/bodies.js';
import { agreementReadings, casefileReadings, partReadings, vaultReadings } from './readings.js';
import { AccessSearchBody } from '../libs/audit/api/bodies.js';
import { auditOperations, auditReadings } from './audit-operations.js';
import { agreementOperations } from './agreement-operations.js';

export const commandRoutes = [
  ...employerRoutes,
  ...policeRoutes,
  ...prosecutionRoutes,
  ...haltRoutes,
  ...recoveryRoutes,
  ...vaultRoutes,
  ...correctionRoutes,
];

/** The bodies that the API takes. */
export const otherBodies = [OrganisationBody, WaiveAgreementBody, AgreementSetsBody, AccessSearchBody];
export const bodyClasses = [...commandRoutes.map((route) => route.body), ...otherBodies];

const readings: ReadingRoute[] = [
  ...partReadings,
  ...vaultReadings,
  ...casefileReadings,
  ...agreementReadings,
  ...auditReadings,
];

/** The whole API, whichever process is asked for it. */
export const apiDocument = (configuration: Pick<Configuration, 'contact'>): object =>
  openapi(
    {
      commands: commandRoutes,
      readings,
      others: { ...organisations, ...agreementOperations, ...auditOperations },
      otherBodies,
    },
    configuration,
  );

const organisationExample = {
  type: 'employer',
  name: 'Stadsvervoer Amstelrand',
  sector: 'infrastructure',
  municipality: '0363',
};

const code = { name: 'code', in: 'path', required: true, schema: { type: 'string' } };
const shown = (description: string): object => ({
  description,
  content: {
    'application/json': { schema: { type: 'object' }, example: { code: 'stadsvervoer', ...organisationExample } },
  },
});

const problems = [
  ['400', 'malformed'],
  ['401', 'unauthenticated'],
  ['403', 'forbidden'],
  ['404', 'not-found'],
  ['413', 'too-large'],
  ['415', 'unsupported-media-type'],
  ['422', 'invalid'],
  ['429', 'too-many-requests'],
  ['503', 'unavailable'],
] as const;

const organisations = {
  '/v1/organisations/{code}': {
    put: {
      operationId: 'putOrganisation',
      summary: 'Register an organisation, or change what is known of it (administrator)',
      tags: ['system'],
      parameters: [code],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/OrganisationBody' },
            example: organisationExample,
          },
        },
      },
      responses: {
        '200': shown('Changed.'),
        '201': shown('Registered.'),
        ...Object.fromEntries(problems.map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }])),
      },
    },
  },
};
