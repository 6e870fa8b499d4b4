import spectral from '@stoplight/spectral-core';
import functions from '@stoplight/spectral-functions';
import { errorResponses, readableBack, statesMoment, withoutVerbs, type Check } from './checks.js';

const { casing, defined, enumeration, pattern, schema, truthy } = functions;

const operations = '$.paths[*][get,put,post,patch,delete]';
const properties = '$.components.schemas..properties';
const required = ['type', 'title', 'status', 'detail'];

const own = (check: Check) => ({ function: check });

/** The REST rules of the Dutch government (NLGov REST API Design Rules), as far as a document can show them. */
export const ruleset = {
  rules: {
    openapi: {
      message: 'the document is OpenAPI 3',
      given: '$',
      then: { field: 'openapi', function: pattern, functionOptions: { match: '^3\\.' } },
    },
    contact: {
      message: 'info.contact has name, url and email: {{property}} is missing',
      given: '$.info.contact',
      then: ['name', 'url', 'email'].map((field) => ({ field, function: truthy })),
    },
    version: {
      message: 'info.version is a semantic version',
      given: '$.info',
      then: { field: 'version', function: pattern, functionOptions: { match: '^\\d+\\.\\d+\\.\\d+$' } },
    },
    'base-path': {
      message: '{{property}} is not under /v1, or ends with a slash',
      given: '$.paths',
      then: { field: '@key', function: pattern, functionOptions: { match: '^/v1(/[^/]+)+$' } },
    },
    'kebab-case-paths': {
      message: '{{property}} is not of words in kebab-case and {parameters}',
      given: '$.paths',
      then: {
        field: '@key',
        function: pattern,
        functionOptions: { match: '^(/([a-z0-9]+(-[a-z0-9]+)*(\\.json)?|\\{[a-z][A-Za-z]*\\}))+$' },
      },
    },
    'plural-nouns': {
      message: '{{error}}',
      given: '$.paths',
      then: { field: '@key', ...own(withoutVerbs) },
    },
    methods: {
      message: '{{property}} is not a method of this API',
      given: '$.paths[*]',
      then: {
        field: '@key',
        function: enumeration,
        functionOptions: { values: ['get', 'put', 'post', 'patch', 'delete'] },
      },
    },
    'read-back': { message: '{{error}}', given: '$.paths', then: own(readableBack) },
    summary: {
      message: 'every operation has a summary',
      given: operations,
      then: { field: 'summary', function: truthy },
    },
    'operation-id': {
      message: 'every operation has an operationId in lowerCamelCase',
      given: operations,
      then: [
        { field: 'operationId', function: truthy },
        { field: 'operationId', function: casing, functionOptions: { type: 'camel' } },
      ],
    },
    'request-example': {
      message: 'every body has an example',
      given: '$.paths[*][*].requestBody.content[*]',
      then: { field: 'example', function: defined },
    },
    'answer-example': {
      message: 'every answer has an example',
      given: "$.paths[*][*].responses['200','201'].content[*]",
      then: { field: 'example', function: defined },
    },
    'nothing-personal-in-addresses': {
      message: '{{value}} has no place in an address',
      given: '$.paths[*][*].parameters[?(@.in === "path" || @.in === "query")]',
      then: {
        field: 'name',
        function: pattern,
        functionOptions: {
          notMatch: '[nN]ame|[bB]irth|[aA]ddress|[pP]hone|[mM]ail|[bB]sn|[tT]ext|[dD]escription|[sS]uspect|[vV]ictim',
        },
      },
    },
    'camel-case-parameters': {
      message: '{{value}} is not in lowerCamelCase',
      given: '$.paths[*][*].parameters[?(@.in === "path" || @.in === "query")]',
      then: { field: 'name', function: casing, functionOptions: { type: 'camel' } },
    },
    'camel-case-properties': {
      message: '{{property}} is not in lowerCamelCase',
      given: properties,
      then: { field: '@key', function: casing, functionOptions: { type: 'camel' } },
    },
    'pascal-case-schemas': {
      message: '{{property}} is not in PascalCase',
      given: '$.components.schemas',
      then: { field: '@key', function: casing, functionOptions: { type: 'pascal' } },
    },
    moments: { message: '{{error}}', given: properties, then: own(statesMoment) },
    problems: {
      message: 'an error answer is a problem (RFC 9457)',
      given: '$.components.responses[*].content',
      then: { field: 'application/problem+json', function: truthy },
    },
    'problem-members': {
      message: 'a problem has type, title, status and detail',
      given: '$.components.schemas.Problem',
      then: {
        field: 'required',
        function: schema,
        functionOptions: { schema: { type: 'array', allOf: required.map((name) => ({ contains: { const: name } })) } },
      },
    },
    'problem-types': {
      message: 'the types of problem are documented',
      given: '$.paths',
      then: { field: '/v1/problem-types/{type}', function: truthy },
    },
    'error-answers': { message: '{{error}}', given: operations, then: own(errorResponses) },
    'idempotency-key': {
      // Sets of agreements have names of their own: the same again are the same.
      message: 'every POST takes an Idempotency-Key',
      given: '$.paths[?(@property !== "/v1/agreement-sets")].post.parameters',
      then: {
        function: schema,
        functionOptions: {
          schema: {
            type: 'array',
            contains: { required: ['name'], properties: { name: { const: 'Idempotency-Key' } } },
          },
        },
      },
    },
    lists: {
      message: 'a list of many has a limit and a place to go on from',
      given: "$.paths['/v1/cases','/v1/events','/v1/cases/{id}/events'].get.parameters",
      then: {
        function: schema,
        functionOptions: {
          schema: {
            type: 'array',
            allOf: [
              { contains: { required: ['name'], properties: { name: { const: 'limit' } } } },
              { contains: { required: ['name'], properties: { name: { enum: ['cursor', 'after'] } } } },
            ],
          },
        },
      },
    },
  },
};

export interface Finding {
  code: string | number;
  message: string;
  path: string;
}

/** What is not right with an OpenAPI document; references that lead nowhere are found besides. */
export async function findingsIn(document: object): Promise<Finding[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset(ruleset);
  const found = await linter.run(document as Record<string, unknown>);
  return found.map(({ code, message, path }) => ({ code, message, path: path.join(' ') }));
}
