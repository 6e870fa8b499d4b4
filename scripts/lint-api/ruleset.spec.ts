import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { findingsIn, type ruleset } from './ruleset.js';

const text = readFileSync('docs/openapi.json', 'utf8');

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call -- a document is damaged in every way, also against its type */
interface Document {
  openapi: string;
  info: any;
  paths: Record<string, any>;
  components: { schemas: Record<string, any>; responses: Record<string, any> };
}

const codesFor = async (damage: (document: Document) => void): Promise<(string | number)[]> => {
  const document = JSON.parse(text) as Document;
  // A few doors are enough to try the locks.
  const few = Object.entries(document.paths).filter(([path]) => /arrests|cases|events|problem-types/.test(path));
  document.paths = Object.fromEntries(few);
  damage(document);
  return [...new Set((await findingsIn(document)).map(({ code }) => code))];
};

const post = ({ paths }: Document): any => paths['/v1/police-reports/{id}/arrests'].post;

const damages: Record<keyof (typeof ruleset)['rules'], (document: Document) => void> = {
  openapi: (document) => (document.openapi = '2.0'),
  contact: ({ info }) => delete info.contact.email,
  version: ({ info }) => (info.version = '1'),
  'base-path': ({ paths }) => (paths['/v2/claims'] = {}),
  'kebab-case-paths': ({ paths }) => (paths['/v1/payOuts'] = {}),
  'plural-nouns': ({ paths }) => (paths['/v1/refuse-reports'] = {}),
  methods: ({ paths }) => (paths['/v1/cases'].trace = {}),
  'read-back': ({ paths }) => delete paths['/v1/police-reports/{id}/arrests'].get,
  summary: (document) => delete post(document).summary,
  'operation-id': (document) => (post(document).operationId = 'Arrest_suspect'),
  'request-example': (document) => delete post(document).requestBody.content['application/json'].example,
  'answer-example': (document) => delete post(document).responses['201'].content['application/json'].example,
  'nothing-personal-in-addresses': ({ paths }) =>
    paths['/v1/cases'].get.parameters.push({ name: 'victimName', in: 'query', schema: {} }),
  'camel-case-parameters': ({ paths }) => (paths['/v1/cases'].get.parameters[0].name = 'at_most'),
  'camel-case-properties': ({ components }) => (components.schemas.Entry.properties = { recorded_on: {} }),
  'pascal-case-schemas': ({ components }) => (components.schemas.command_answer = {}),
  moments: ({ components }) => (components.schemas.Entry.properties = { recordedAt: { type: 'string' } }),
  problems: ({ components }) => (components.responses.conflict.content = { 'application/json': {} }),
  'problem-members': ({ components }) => (components.schemas.Problem.required = ['type', 'title', 'status']),
  'problem-types': ({ paths }) => delete paths['/v1/problem-types/{type}'],
  'error-answers': (document) => delete post(document).responses['409'],
  'idempotency-key': (document) => (post(document).parameters = []),
  lists: ({ paths }) => (paths['/v1/events'].get.parameters = []),
};

describe('The rules of the API', () => {
  it('are kept by the document of the repository', async () => {
    expect(await findingsIn(JSON.parse(text) as object)).toEqual([]);
  });

  it.each(Object.entries(damages))('bite: %s', async (rule, damage) => {
    expect(await codesFor(damage)).toContain(rule);
  });

  it('find a reference that leads nowhere', async () => {
    const lost = (document: Document) => (post(document).responses['409'] = { $ref: '#/components/responses/none' });
    expect(await codesFor(lost)).toContain('invalid-ref');
  });
});
