import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { policy, type PartKind } from '../libs/contract/index.js';
import { validateBody } from '../libs/platform/http/validate-body.js';
import { apiDocument, commandRoutes } from './api-document.js';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, Content> }>;
}

interface Content {
  schema: object;
  example?: unknown;
}

interface Document {
  openapi: string;
  info: {
    title: string;
    version: string;
    contact: Record<string, string>;
    license: { name: string; identifier?: string; url?: string };
  };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: Record<string, { content: Record<string, Content> }> };
}

const contact = { name: 'The operator', url: 'https://example.org', email: 'operator@example.org' };
// As it is sent.
const document = JSON.parse(JSON.stringify(apiDocument({ contact }))) as Document;

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

const referencesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : referencesIn(member),
  );
};

const resolved = (reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (at, step) => (at as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );

const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: 'chain', components: document.components });
const faultsIn = (schema: object, value: unknown): unknown => {
  const check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"chain#/')) as object);
  return check(value) ? [] : check.errors;
};

describe('the API document', () => {
  it('is OpenAPI 3.1 with the members that the API rules ask for', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(document.info.contact).toEqual(contact);
    expect(document.info.license.name).not.toBe('');
    expect(Object.keys(document).sort()).toEqual(
      ['components', 'info', 'openapi', 'paths', 'security', 'servers', 'tags'].sort(),
    );
  });

  it('refers to nothing that is not there', () => {
    const references = [...new Set(referencesIn(document))];
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((reference) => !reference.startsWith('#/') || resolved(reference) === undefined)).toEqual(
      [],
    );
  });

  it('has schemas that are JSON Schema 2020-12', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect([name, ajv.validateSchema(schema)]).toEqual([name, true]);
    }
  });

  it('names schemas in PascalCase, properties and query parameters in lowerCamelCase', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(name).toMatch(/^[A-Z][A-Za-z0-9]*$/);
      const { properties = {} } = schema as { properties?: object };
      for (const property of Object.keys(properties)) expect(property).toMatch(/^[a-z][A-Za-z0-9]*$/);
    }
    for (const { operation } of operations)
      for (const parameter of operation.parameters ?? [])
        if (parameter.in !== 'header') expect(parameter.name).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  it('gives every operation an identifier of its own', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it.each(operations.map((one) => [`${one.method} ${one.path}`, one] as const))(
    'describes %s whole: summary, tag, parameters of the path, answers, examples that fit',
    (_name, { path, method, operation }) => {
      expect(methods).toContain(method);
      expect(path).toMatch(/^\/v1(\/([a-z0-9]+(-[a-z0-9]+)*(\.json)?|\{[a-zA-Z]+\}))+$/);
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z0-9]+$/);
      expect(operation.summary.length).toBeGreaterThan(5);
      expect(operation.tags).toHaveLength(1);
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => name).sort()).toEqual(
        [...path.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name).sort(),
      );
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
      const contents = [
        operation.requestBody?.content,
        ...Object.values(operation.responses).map(({ content }) => content),
      ];
      for (const content of contents.flatMap((one) => Object.values(one ?? {}))) {
        expect(content.example).toBeDefined();
        expect(faultsIn(content.schema, content.example)).toEqual([]);
      }
    },
  );

  it.each(Object.entries(document.components.responses))(
    'shows what a problem of the type %s looks like',
    (_name, { content }) => {
      const { schema, example } = content['application/problem+json']!;
      expect(faultsIn(schema, example)).toEqual([]);
    },
  );

  it('offers every command of the policy, at the part that it is for', () => {
    const offered = operations.flatMap(({ operation }) => {
      const { 'x-command': command, 'x-part': part } = operation as { 'x-command'?: string; 'x-part'?: string };
      return command ? [`${part ?? ''} ${command}`] : [];
    });
    const commands = (Object.keys(policy) as PartKind[]).flatMap((part) =>
      Object.keys(policy[part]).map((command) => `${part} ${command}`),
    );
    // The agreements have a policy of their own: the liaison of their owner.
    expect(offered.sort()).toEqual([...commands, 'agreement waiveAgreement'].sort());
  });
});

describe('the example of a command', () => {
  it.each(commandRoutes.map((route) => [`${route.part} ${route.command}`, route] as const))(
    'is accepted by the validation that the command has: %s',
    (_name, { body, example }) => {
      expect(validateBody(body, example)).not.toBeInstanceOf(Array);
    },
  );

  it.each(commandRoutes.map((route) => [`${route.part} ${route.command}`, route] as const))(
    'is refused by both when it has an unknown field: %s',
    (_name, { body, example }) => {
      const more = { ...example, colour: 'red' };
      expect(validateBody(body, more)).toEqual([
        expect.objectContaining({ pointer: '/colour', code: 'unknown-field' }),
      ]);
      expect(faultsIn({ $ref: `#/components/schemas/${body.name}` }, more)).not.toEqual([]);
    },
  );
});
