import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident, victim } from './incident.js';
import { answerTo, readAnswer } from './raw-http.js';
import { storedIn } from './stored.js';

const contact = 'employer_contact@stadsvervoer';
const officer = 'police_officer@PL1300';
const administrator = 'administrator@operator';
const reports = '/v1/incident-reports';

interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  [keyword: string]: unknown;
}

interface Operation {
  requestBody?: { content: { 'application/json': { schema: Schema; example?: object } } };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

let database: TestDatabase;
let chain: TestChain;
let document: Document;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.register('stadsvervoer');
  await chain.setClock('2014-03-03T09:10:00+01:00');
  document = (await request(chain.url).get('/v1/openapi.json')).body as Document;
});

afterAll(async () => {
  await chain.close();
  await database.drop();
});

async function nothingChanges(work: () => Promise<void>): Promise<void> {
  await chain.quiet();
  const before = await storedIn(database);
  await work();
  expect(await storedIn(database)).toEqual(before);
}

/** Sends bytes as they are, which a client library would not. */
const sent = async (path: string, body: string | Buffer, headers: Record<string, string> = {}, as = contact) =>
  request(chain.url)
    .post(path)
    .auth(await chain.token(as), { type: 'bearer' })
    .set({ 'content-type': 'application/json', ...headers })
    .serialize((text: unknown) => text as string)
    .send(body as string);

describe('a field that nobody may set (mass assignment, API3)', () => {
  const forbidden = { id: 'x', state: 'closed', version: 9, organisation: 'PL1300', by: { role: 'police_officer' } };

  it.each(Object.entries(forbidden))('is refused in what is registered: %s', async (name, value) => {
    await nothingChanges(async () => {
      const body = incident({ [name]: value, victims: [victim({ [name]: value })] });
      const { status, body: problem } = await chain.post(contact, reports, body);
      expect(status).toBe(422);
      expect(problem).toMatchObject({
        errors: expect.arrayContaining([
          expect.objectContaining({ pointer: `/${name}`, code: 'unknown-field' }),
          expect.objectContaining({ pointer: `/victims/0/${name}`, code: 'unknown-field' }),
        ]),
      });
    });
  });

  it('is refused by every operation that takes a body', async () => {
    await nothingChanges(async () => {
      for (const { method, path, example } of operationsWithBody()) {
        const address = path.replace(/\{[^}]+\}/g, '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11');
        const answer = await request(chain.url)
          [method](address)
          .auth(await chain.token(administrator), { type: 'bearer' })
          .send({ ...example, grantedRoles: ['administrator'] });
        const { errors = [] } = answer.body as { errors?: { pointer: string; code: string }[] };
        const refused = [403, 404].includes(answer.status) || errors.some(({ code }) => code === 'unknown-field');
        expect([path, answer.status, refused]).toEqual([path, expect.any(Number), true]);
      }
    });
  });

  const operationsWithBody = () =>
    Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { requestBody }]) =>
        requestBody
          ? [{ method: method as 'post' | 'put', path, example: requestBody.content['application/json'].example }]
          : [],
      ),
    );
});

describe('what the document says of bodies (unrestricted consumption, API4)', () => {
  const exceptions = [
    // The administrator's alone, as long as a body can be, and read by the catalogue itself.
    /^AgreementSetsBody\/(sets|agreements)(\/0)?$/,
    // As the event that is corrected has them: checked against its own schema.
    /^CorrectEventBody\/values$/,
  ];

  it('has a limit to every list, text and number, and no object that takes anything', () => {
    const found = schemasOfBodies().flatMap(([name, schema]) => faultsIn(schema, name));
    expect(found.filter((fault) => !exceptions.some((exception) => exception.test(fault)))).toEqual([]);
    expect(faultsIn({ type: 'array', items: { type: 'string' } }, 'list')).toEqual(['list', 'list/0']);
  });

  function schemasOfBodies(): [string, Schema][] {
    const names = new Set<string>();
    const follow = (value: unknown): void =>
      void JSON.stringify(value, (key, member: unknown) => {
        const name = key === '$ref' ? /^#\/components\/schemas\/(.+)$/.exec(String(member))?.[1] : undefined;
        if (name && !names.has(name)) {
          names.add(name);
          follow(document.components.schemas[name]);
        }
        return member;
      });
    for (const operations of Object.values(document.paths))
      for (const { requestBody } of Object.values(operations)) follow(requestBody?.content);
    expect(names.size).toBeGreaterThan(50);
    return [...names].map((name) => [name, document.components.schemas[name]!]);
  }

  function faultsIn(schema: Schema, at: string): string[] {
    const inside = [
      ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => faultsIn(member, `${at}/${name}`)),
      ...(schema.items ? faultsIn(schema.items, `${at}/0`) : []),
    ];
    return isBounded(schema) ? inside : [at, ...inside];
  }

  function isBounded({ type, ...schema }: Schema): boolean {
    const has = (...keywords: string[]): boolean => keywords.some((keyword) => keyword in schema);
    // What it refers to is looked at by itself.
    if (has('$ref')) return true;
    if (type === 'object') return schema.additionalProperties === false;
    if (type === 'array') return has('maxItems');
    if (type === 'string') return has('maxLength', 'pattern', 'format', 'enum', 'const');
    return type === 'integer' || type === 'number' ? has('maximum', 'enum') : true;
  }
});

describe('a body that means two things', () => {
  it.each<[string, string]>([
    ['__proto__', '{"victims": [{"ref": "v1", "__proto__": {"kind": "person"}}]}'],
    ['__proto__, escaped', '{"victims": [{"\\u005f_proto__": {"kind": "person"}}]}'],
    ['constructor', '{"victims": [{"constructor": {"prototype": {"isAdministrator": true}}}]}'],
  ])('is refused when something deep inside is called %s', async (_name, body) => {
    await nothingChanges(async () => {
      expect([400, 422]).toContain((await sent(reports, body)).status);
      expect(({} as Record<string, unknown>).isAdministrator).toBeUndefined();
      expect(({} as Record<string, unknown>).kind).toBeUndefined();
    });
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'is refused when a field is called as one of all objects: %s',
    async (name) => {
      const { status, body } = await sent(reports, JSON.stringify(incident({ [name]: 1 })));
      expect([status, body]).toEqual([
        422,
        expect.objectContaining({ errors: [expect.objectContaining({ pointer: `/${name}` })] }),
      ]);
    },
  );

  it('with a field twice means the last one: what was checked is what is stored', async () => {
    const body = JSON.stringify(incident({ place: 'Bus station' }));
    const twice = (first: string, last: string): string =>
      body.replace('"place":"Bus station"', `"place":${first},"place":${last}`);
    expect((await sent(reports, twice('"Bus station"', '12'))).status).toBe(422);
    const { status, body: answer } = await sent(reports, twice('"Tram stop"', '"Bus station"'));
    expect(status).toBe(201);
    const { part } = answer as { part: { id: string } };
    expect((await chain.get(contact, `${reports}/${part.id}`)).text).not.toContain('Tram stop');
  });

  it.each<[string, Record<string, string>]>([
    ['problem+json', { 'content-type': 'application/problem+json' }],
    ['text/json', { 'content-type': 'text/json' }],
    ['JSON or a form', { 'content-type': 'application/json, application/x-www-form-urlencoded' }],
    ['JSON with a form', { 'content-type': 'application/x-www-form-urlencoded; application/json' }],
    ['nothing', { 'content-type': '' }],
  ])('is refused when it is sent as %s', async (_what, headers) => {
    await nothingChanges(async () => {
      const { status } = await sent(reports, JSON.stringify(incident()), headers);
      expect(status).toBe(415);
    });
  });

  it('is not unpacked: a packed body of a few bytes may be endless', async () => {
    await nothingChanges(async () => {
      const packed = gzipSync(JSON.stringify(incident({ description: 'x'.repeat(10_000) })));
      const { status } = await sent(reports, packed, { 'content-encoding': 'gzip' });
      expect(status).toBe(400);
    });
  });
});

describe('a method', () => {
  it.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])(
    'is not taken from a header: %s',
    async (header) => {
      await nothingChanges(async () => {
        const token = await chain.token(administrator);
        const put = { type: 'employer', name: 'x', sector: 'infrastructure', municipality: '0363' };
        const answer = await request(chain.url)
          .post('/v1/organisations/stadsvervoer?_method=PUT')
          .auth(token, { type: 'bearer' })
          .set(header, 'PUT')
          .send({ ...put, _method: 'PUT' });
        expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, PUT']);
        const read = request(chain.url).get('/v1/organisations/stadsvervoer').auth(token, { type: 'bearer' });
        expect((await read.set(header, 'DELETE')).body).toMatchObject({ code: 'stadsvervoer' });
      });
    },
  );

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'QUERY'])('that the API does not have does nothing: %s', async (method) => {
    const asked = `${method} /v1/cases HTTP/1.1\r\nHost: x\r\nX-Secret: echo\r\nConnection: close\r\n\r\n`;
    const answer = readAnswer(await answerTo(chain.url, asked));
    expect([400, 401, 404, 405, NaN]).toContainEqual(answer.status);
    expect(answer.body).not.toContain('echo');
  });
});

describe('a page of another site (CORS)', () => {
  const origin = 'https://elsewhere.example';

  it.each(['/v1/cases', '/v1/problem-types', '/health/live', '/docs', '/metrics'])('may not read %s', async (path) => {
    const token = await chain.token(officer);
    const answer = await request(chain.url)
      .get(path)
      .set({ origin, authorization: `Bearer ${token}` });
    const asked = await request(chain.url)
      .options(path)
      .set({ origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' });
    for (const { headers } of [answer, asked])
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('may read what the API is like, without anybody’s credentials', async () => {
    const { headers } = await request(chain.url).get('/v1/openapi.json').set({ origin });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });
});

describe('an address', () => {
  it.each([
    '/docs/../package.json',
    '/docs/..%2fpackage.json',
    '/docs/%2e%2e/package.json',
    '/docs/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd',
    '/docs/....//....//etc/passwd',
    '/docs/..\\..\\package.json',
    '/docs/swagger-ui.css%00.html',
    '/docs/package.json',
    '/v1/problem-types/..%2f..%2fopenapi.json',
    '/v1/organisations/..%2f..%2f..%2fetc%2fpasswd',
    '/v1/../docs/../../package.json',
    '//etc/passwd',
    'file:///etc/passwd',
  ])('leads to no file: %s', async (path) => {
    const token = await chain.token(officer);
    const asked = `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`;
    const answer = readAnswer(await answerTo(chain.url, asked));
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).not.toMatch(/root:|"dependencies"|swagger-ui-dist/);
  });

  it('in an answer is never made of what the caller says that we are called', async () => {
    for (let n = 0; n < 2; n += 1) await chain.done(contact, reports, incident());
    await chain.quiet();
    const answer = await request(chain.url)
      .get('/v1/cases?limit=1')
      .auth(await chain.token(contact), { type: 'bearer' })
      .set({ Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' });
    expect(answer.text).toContain('"next"');
    expect(answer.text).not.toContain('evil.example');
  });
});

describe('a response', () => {
  it('does not say what the server is made of', async () => {
    const answer = await request(chain.url).get('/v1/openapi.json');
    expect(answer.headers).not.toHaveProperty('server');
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });
});
