import { gives, listsEntries, readsEntry } from '../access-log/operations.js';
import type { CommandRoute } from '../casework/command-route.js';
import type { Configuration } from '../configuration/index.js';
import { apiVersion } from '../http/request-hooks.js';
import { problemTypes } from '../http/problem.js';
import { answerSchemas } from './answer-schemas.js';
import { bodySchemas } from './schemas.js';

type Json = Record<string, unknown>;

/** A GET of the API, as the document describes it. */
export interface ReadingRoute {
  path: string;
  operationId: string;
  summary: string;
  tag: string;
  /** Query parameters and what they mean. */
  query?: Record<string, string>;
  /** Asked without a token. */
  open?: boolean;
  example: object;
}

export interface Documented {
  commands: readonly CommandRoute[];
  readings: readonly ReadingRoute[];
  /** Operations that are neither command nor reading, written out. */
  others: Record<string, Json>;
  /** The bodies that these take. */
  otherBodies: readonly (new () => object)[];
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json, example?: object): Json => ({
  'application/json': { schema, ...(example ? { example } : {}) },
});
const problemResponse = (name: string): Json => ({ $ref: `#/components/responses/${name}` });

const commandProblems = {
  '400': problemResponse('malformed'),
  '401': problemResponse('unauthenticated'),
  '403': problemResponse('forbidden'),
  '404': problemResponse('not-found'),
  '409': problemResponse('conflict'),
  '412': problemResponse('stale'),
  '413': problemResponse('too-large'),
  '415': problemResponse('unsupported-media-type'),
  '422': problemResponse('invalid'),
  '429': problemResponse('too-many-requests'),
  '503': problemResponse('unavailable'),
};

const readingProblems = {
  '400': problemResponse('malformed'),
  '401': problemResponse('unauthenticated'),
  '403': problemResponse('forbidden'),
  '404': problemResponse('not-found'),
  '429': problemResponse('too-many-requests'),
  '503': problemResponse('unavailable'),
};

/** The OpenAPI document of the whole chain, made from the same tables as the routes themselves. */
export function openapi(
  { commands, readings, others, otherBodies }: Documented,
  { contact }: Pick<Configuration, 'contact'>,
): object {
  const paths: Record<string, Json> = {};
  const add = (path: string, method: string, operation: Json): void => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  for (const route of commands) {
    add(`/v1/${templated(route.path)}`, 'post', commandOperation(route));
    if (!route.path.includes(':id')) continue;
    add(`/v1/${templated(route.path)}`, 'get', entriesOperation(route));
    add(`/v1/${templated(route.path)}/{entry}`, 'get', entryOperation(route));
  }
  for (const route of readings) add(templated(route.path), 'get', readingOperation(route));
  for (const [path, operations] of Object.entries(others)) paths[path] = { ...paths[path], ...operations };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Case chain of safe public task',
      version: apiVersion,
      description:
        'Routes an incident of aggression against people with a public task through employer, police, prosecution, Halt and damage recovery. Terms are explained in the glossary of the repository, with their Dutch originals.',
      contact,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: tags.map((name) => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: components([...commands.map((route) => route.body), ...otherBodies]),
  };
}

const tags = [
  'incident-report',
  'police-report',
  'file',
  'halt-referral',
  'claim',
  'vault',
  'case file',
  'agreements',
  'access log',
  'system',
];

const templated = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}');

const identifierParameter = (name: string): Json => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
});

const commandHeaders = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    schema: { type: 'string', maxLength: 200 },
    description: 'The same key with the same body has its effect once and the same answer.',
  },
  {
    name: 'If-Match',
    in: 'header',
    schema: { type: 'string' },
    description: 'The ETag that you read: refused with 412 when the part has changed since.',
  },
];

function commandOperation(route: CommandRoute): Json {
  const onPart = route.path.includes(':id');
  return {
    operationId: gives(route.command, route.part),
    summary: route.summary,
    tags: [route.part],
    'x-command': route.command,
    'x-part': route.part,
    parameters: [...(onPart ? [identifierParameter('id')] : []), ...commandHeaders],
    requestBody: { required: true, content: json(ref(route.body.name), route.example) },
    responses: {
      ...(onPart
        ? {}
        : {
            '200': {
              description: 'The same report as before: nothing new was stored.',
              content: json(ref('CommandAnswer'), answerExample(route)),
            },
          }),
      '201': { description: 'Done.', content: json(ref('CommandAnswer'), answerExample(route)) },
      ...commandProblems,
    },
  };
}

const entriesOperation = (route: CommandRoute): Json => ({
  operationId: listsEntries(route.command, route.part),
  summary: `What was recorded: ${route.summary.charAt(0).toLowerCase()}${route.summary.slice(1)}`,
  tags: [route.part],
  parameters: [identifierParameter('id')],
  responses: {
    '200': {
      description: 'The entries, oldest first.',
      content: json(ref('Entries'), { items: [entryExample(route)] }),
    },
    ...readingProblems,
  },
});

const entryOperation = (route: CommandRoute): Json => ({
  operationId: readsEntry(route.command, route.part),
  summary: `One entry: ${route.summary.charAt(0).toLowerCase()}${route.summary.slice(1)}`,
  tags: [route.part],
  parameters: [identifierParameter('id'), identifierParameter('entry')],
  responses: {
    '200': { description: 'The entry.', content: json(ref('Entry'), entryExample(route)) },
    ...readingProblems,
  },
});

const readingOperation = (route: ReadingRoute): Json => ({
  operationId: route.operationId,
  summary: route.summary,
  tags: [route.tag],
  ...(route.open ? { security: [] } : {}),
  parameters: [
    ...[...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) =>
      name === 'id' ? identifierParameter('id') : { name, in: 'path', required: true, schema: { type: 'string' } },
    ),
    ...Object.entries(route.query ?? {}).map(([name, description]) => ({
      name,
      in: 'query',
      description,
      schema: { type: 'string' },
    })),
  ],
  responses: {
    '200': { description: 'What you may see of it.', content: json({ type: 'object' }, route.example) },
    ...(route.open ? {} : readingProblems),
  },
});

const exampleId = '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11';

const answerExample = (route: CommandRoute): object => ({
  id: '0198f2c4-8b20-7d11-9a32-6c3e8b7d5f22',
  command: route.command,
  part: { kind: route.part, id: exampleId, state: 'received' },
  caseId: exampleId,
  caseNumber: 'VPT-2026-000123',
  version: 2,
  occurredAt: '2026-03-03T08:10:00.000Z',
  recordedAt: '2026-03-03T08:10:00.000Z',
  events: [],
  created: {},
});

const entryExample = (route: CommandRoute): object => ({
  id: '0198f2c4-8b20-7d11-9a32-6c3e8b7d5f22',
  command: route.command,
  role: 'police_officer',
  organisation: 'PL1300',
  occurredAt: '2026-03-03T08:10:00.000Z',
  recordedAt: '2026-03-03T08:10:00.000Z',
  ...route.example,
});

const components = (bodies: readonly (new () => object)[]): Json => ({
  securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  schemas: { ...bodySchemas(bodies), ...answerSchemas },
  responses: Object.fromEntries(
    Object.entries(problemTypes).map(([name, { status, title, about }]) => [
      name,
      {
        description: about,
        content: {
          'application/problem+json': {
            schema: ref('Problem'),
            example: { type: `/v1/problem-types/${name}`, title, status, detail: about, instance: '/v1/cases' },
          },
        },
      },
    ]),
  ),
});
