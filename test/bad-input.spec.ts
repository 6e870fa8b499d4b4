import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { v7 } from 'uuid';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident, line, victim } from './incident.js';
import { storedIn } from './stored.js';

let database: TestDatabase;
let chain: TestChain;
let reportId: string;
let policeReportId: string;

const contact = 'employer_contact@stadsvervoer';
const officer = 'police_officer@PL1300';
const reports = '/v1/incident-reports';

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  await chain.register('stadsvervoer');
  await chain.setClock('2014-03-03T09:10:00+01:00');
  const answer = await chain.done(contact, reports, incident());
  reportId = answer.part.id;
  await chain.quiet();
  const file = await chain.get(officer, `/v1/cases/${answer.caseId}`);
  policeReportId = (file.body as { parts: { kind: string; id: string }[] }).parts.find(
    ({ kind }) => kind === 'police-report',
  )!.id;
});

afterAll(async () => {
  await chain.close();
  await database.drop();
});

let before: Record<string, number>;
beforeEach(async () => {
  before = await storedIn(database);
});
afterEach(async () => {
  expect(await storedIn(database)).toEqual(before);
});

interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors?: { pointer: string; code: string; detail: string }[];
  state?: string;
  allowed?: string[];
}

/** Every refusal is a problem response in the form of RFC 9457, with the headers that every response has. */
function problemIn(answer: request.Response, status: number): Problem {
  const problem = JSON.parse(answer.text) as Problem;
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(problem).toMatchObject({ status, type: expect.stringMatching(/^\/v1\/problem-types\/[a-z-]+$/) });
  expect(problem.title.length * problem.detail.length * problem.instance.length).toBeGreaterThan(0);
  expect(answer.headers).toMatchObject(headersOfEveryResponse);
  expect(answer.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  return problem;
}

const headersOfEveryResponse = {
  'api-version': expect.stringMatching(/^\d+\.\d+\.\d+$/),
  'cache-control': 'no-store',
  'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  'strict-transport-security': expect.stringMatching(/^max-age=\d+/),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Sends bytes as they are, which a client library would not. */
const raw = async (path: string, body: string | Buffer, type = 'application/json', as = contact) =>
  request(chain.url)
    .post(path)
    .auth(await chain.token(as), { type: 'bearer' })
    .set('content-type', type)
    .serialize((text: unknown) => text as string)
    .send(body as string);

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('an incident report that is wrong in form', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => victim({ ref: `v${String(n)}` }));

  it.each<[string, object, string]>([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['an unknown field deep inside', { victims: [victim({ shoeSize: 44 })] }, '/victims/0/shoeSize'],
    ['a field whose name looks like a path', { 'a/b~c': 1 }, '/a~1b~0c'],
    ['a field that is missing', { description: undefined }, '/description'],
    ['null for a field that can be left out', { learnedAt: null }, '/learnedAt'],
    ['a number for a text', { place: 12 }, '/place'],
    ['a text for a truth', { policeReportWanted: 'true' }, '/policeReportWanted'],
    ['an object for a text', { description: { $ne: '' } }, '/description'],
    ['a list for a text', { municipality: ['0363'] }, '/municipality'],
    ['an object for a list', { victims: { ref: 'v1' } }, '/victims'],
    ['a list in a list', { victims: [[victim()]], damages: [] }, '/victims'],
    [
      'a list for an object',
      { victims: [victim({ wantsReportUnderNumber: [{ reason: 'x' }] })] },
      '/victims/0/wantsReportUnderNumber',
    ],
    ['a text in a list of objects', { victims: ['v1'] }, '/victims/0'],
    ['null in a list of objects', { victims: [null] }, '/victims/0'],
    ['a time in the future', { occurredAt: '2014-03-03T09:10:01+01:00' }, '/occurredAt'],
    ['a time without an offset', { occurredAt: '2014-03-02T22:40:00' }, '/occurredAt'],
    ['a time that does not exist', { occurredAt: '2014-02-30T10:00:00Z' }, '/occurredAt'],
    ['a time before all calendars', { occurredAt: '0000-01-01T00:00:00Z' }, '/occurredAt'],
    ['an unknown municipality', { municipality: '9999' }, '/municipality'],
    ['a code that is none', { municipality: "0363'; drop table" }, '/municipality'],
    ['a negative amount', { damages: [{ ref: 'v1', lines: [line(-1)] }] }, '/damages/0/lines/0/amountCents'],
    ['a fraction of a cent', { damages: [{ ref: 'v1', lines: [line(0.5)] }] }, '/damages/0/lines/0/amountCents'],
    [
      'more than ten million euro',
      { damages: [{ ref: 'v1', lines: [line(1_000_000_001)] }] },
      '/damages/0/lines/0/amountCents',
    ],
    [
      'an amount that no number holds',
      { damages: [{ ref: 'v1', lines: [line(1e300)] }] },
      '/damages/0/lines/0/amountCents',
    ],
    ['an amount in words', { damages: [{ ref: 'v1', lines: [line('450')] }] }, '/damages/0/lines/0/amountCents'],
    [
      'lines that together are more than ten million',
      { damages: [{ ref: 'v1', lines: [line(600_000_000), line(600_000_000)] }] },
      '/damages/0/lines',
    ],
    ['a text over 20,000 characters', { description: 'x'.repeat(20_001) }, '/description'],
    ['a text of spaces', { description: ' \n\t ' }, '/description'],
    ['a NUL in a text', { description: 'knife\u0000' }, '/description'],
    ['a control character in a text', { description: 'knife\u001b[31m' }, '/description'],
    ['half a surrogate pair', { description: 'knife \ud83d' }, '/description'],
    ['the other half of one', { description: '\udd2a knife' }, '/description'],
    ['a control character in a name', { victims: [victim({ name: 'Tamara\u0007' })] }, '/victims/0/name'],
    ['a control character in a reference', { victims: [victim({ ref: 'v\u0000' })] }, '/victims/0/ref'],
    ['a NUL in a code', { municipality: '0363\u0000' }, '/municipality'],
    ['a NUL in the own number', { externalReference: 'SV\u0000' }, '/externalReference'],
    ['ten thousand victims', { victims: Array.from({ length: 10_000 }, () => ({ ref: 'v' })) }, '/victims'],
    ['more victims than a case holds', { victims: many(101) }, '/victims'],
    ['two victims of one name', { victims: [victim(), victim()] }, '/victims/1/ref'],
    ['a victim not yet born', { victims: [victim({ birthDate: '2014-03-04' })] }, '/victims/0/birthDate'],
    ['damage of nobody', { damages: [{ ref: 'v9', lines: [line(1)] }] }, '/damages/0/ref'],
    ['learned of before it happened', { learnedAt: '2014-03-02T22:39:59+01:00' }, '/learnedAt'],
    ['a report by a victim without one', { victims: [], damages: [] }, '/victims'],
  ])('is refused with a pointer: %s', async (_what, changes, pointer) => {
    const problem = problemIn(await chain.post(contact, reports, incident(changes)), 422);
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    for (const { code, detail } of problem.errors ?? [])
      expect([code, detail]).toEqual([expect.stringMatching(/^[a-z-]+$/), expect.stringMatching(/./)]);
  });

  it('is refused without repeating what was sent', async () => {
    const secret = 'Tamara Veldkuil';
    const body = incident({
      place: 12,
      [secret]: 1,
      municipality: secret,
      victims: [victim({ birthDate: secret, email: 5 })],
    });
    const problem = problemIn(await chain.post(contact, reports, body), 422);
    const told = JSON.stringify({ ...problem, errors: problem.errors?.filter(({ code }) => code !== 'unknown-field') });
    expect(told).not.toContain(secret);
  });

  it('names every field at fault, up to fifty', async () => {
    const problem = problemIn(await chain.post(contact, reports, {}), 422);
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/municipality', '/place', '/category', '/description', '/victims']),
    );
    const long = problemIn(await chain.post(contact, reports, incident({ victims: many(100).map(() => ({})) })), 422);
    expect(long.errors).toHaveLength(50);
  });

  it.each<[string, unknown]>([
    ['a list', []],
    ['a text', '"report"'],
    ['a number', '12'],
    ['null', 'null'],
  ])('is refused when it is no object but %s', async (_what, body) => {
    problemIn(await raw(reports, typeof body === 'string' ? body : JSON.stringify(body)), 422);
  });

  it.each<[string, string]>([
    ['cut off', '{"place": "Bus'],
    ['with a comma too many', '{"place": "Bus",}'],
    ['empty', ''],
    ['no JSON', '<report/>'],
    ['with a poisoned prototype', '{"__proto__": {"admin": true}}'],
    ['with a poisoned constructor', '{"constructor": {"prototype": {"admin": true}}}'],
  ])('is refused when its JSON is %s', async (_what, body) => {
    const answer = await raw(reports, body);
    problemIn(answer, answer.status === 422 ? 422 : 400);
  });

  it.each<[string, string]>([
    ['objects', deep(50_000)],
    ['lists', `{"victims": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['objects where a text belongs', `{"description": ${deep(20_000)}}`],
    ['lists where objects belong', `{"victims": [${'{"ref":['.repeat(20_000)}${']}'.repeat(20_000)}]}`],
  ])('is refused when it nests %s deeper than anything we know', async (_what, body) => {
    const answer = await raw(reports, body);
    problemIn(answer, answer.status === 400 ? 400 : 422);
  });

  it('is refused when it is larger than a body may be', async () => {
    problemIn(await raw(reports, JSON.stringify(incident({ description: 'x'.repeat(5 * 1024 * 1024) }))), 413);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
  ])('is refused when it is sent as %s', async (type) => {
    problemIn(await raw(reports, JSON.stringify(incident()), type), 415);
    problemIn(await raw(`${reports}/${reportId}/withdrawals`, 'reason=none', type), 415);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON'])(
    'is looked into when it is sent as %s',
    async (type) => {
      problemIn(await raw(reports, '{}', type), 422);
    },
  );
});

describe('a command', () => {
  it('on what does not exist is not found, and neither is what is no identifier', async () => {
    for (const id of [v7(), 'x', '0', reportId.toUpperCase(), `${reportId}'`, '%00', '..', 'a'.repeat(99)]) {
      problemIn(await chain.post(contact, `${reports}/${id}/withdrawals`, { reason: 'none' }), 404);
    }
  });

  it('in the wrong state is refused with the state and what is allowed', async () => {
    const answer = await chain.post(officer, `/v1/police-reports/${policeReportId}/investigations`, {});
    const problem = problemIn(answer, 409);
    expect(problem.state).toBe('received');
    expect(problem.allowed).toContain('acknowledgeReport');
    expect(problem.allowed).not.toContain('startInvestigation');
  });

  it('before its part was made is refused', async () => {
    const body = { occurredAt: '2014-03-03T09:09:59+01:00' };
    const problem = problemIn(
      await chain.post(officer, `/v1/police-reports/${policeReportId}/acknowledgements`, body),
      422,
    );
    expect(problem.errors?.[0]?.pointer).toBe('/occurredAt');
  });

  it('of a stale version is refused with the current one', async () => {
    const path = `/v1/police-reports/${policeReportId}`;
    const current = (await chain.get(officer, path)).headers.etag;
    for (const stale of ['"0"', '"999"', 'W/"1"', 'x', '""']) {
      const answer = await chain.post(officer, `${path}/acknowledgements`, {}, { 'If-Match': stale });
      problemIn(answer, 412);
      expect(answer.headers.etag).toBe(current);
    }
  });

  it.each(['two words', 'x'.repeat(201), 'é'])('with an Idempotency-Key that is none is refused: %s', async (key) => {
    problemIn(
      await chain.post(contact, reports, incident(), {
        'Idempotency-Key': encodeURI(key) === key ? key : key.replace(/é/, '\xe9'),
      }),
      400,
    );
  });

  it('by somebody of another organisation is not found, by a colleague who may not is forbidden', async () => {
    problemIn(
      await chain.post('employer_contact@elders', `${reports}/${reportId}/withdrawals`, { reason: 'none' }),
      404,
    );
    problemIn(
      await chain.post('police_liaison@PL1300', `/v1/police-reports/${policeReportId}/acknowledgements`, {}),
      403,
    );
    problemIn(await chain.post(officer, reports, incident()), 403);
  });

  beforeAll(() => chain.register('elders'));
});

describe('an address', () => {
  const ask = async (method: 'get' | 'put' | 'patch' | 'delete' | 'post', path: string) =>
    request(chain.url)
      [method](path)
      .auth(await chain.token(officer), { type: 'bearer' });

  it.each(['/v1/cases/', '/v1/', '/v1/nothing', '/v2/cases', '/', '/v1/cases//', '/V1/cases', '/v1/Cases'])(
    'that is none is not found: %s',
    async (path) => {
      problemIn(await ask('get', path), 404);
    },
  );

  it.each<[string, 'get' | 'put' | 'patch' | 'delete' | 'post', string]>([
    ['/v1/cases', 'post', 'GET, HEAD'],
    ['/v1/cases', 'delete', 'GET, HEAD'],
    ['/v1/incident-reports', 'get', 'POST'],
    ['/v1/incident-reports', 'put', 'POST'],
    ['/v1/organisations/stadsvervoer', 'patch', 'GET, HEAD, PUT'],
    [`/v1/police-reports/0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11/acknowledgements`, 'delete', 'GET, HEAD, POST'],
  ])('says which methods it has: %s %s', async (path, method, allow) => {
    const answer = await ask(method, path);
    problemIn(answer, 405);
    expect(answer.headers.allow).toBe(allow);
  });

  it.each([
    '/v1/cases/%E0%A4%A',
    '/v1/organisations/%00',
    '/v1/organisations/%2e%2e%2f',
    '/v1/problem-types/constructor',
    `/v1/cases/${'x'.repeat(101)}`,
  ])('that cannot be read is refused: %s', async (path) => {
    const answer = await ask('get', path);
    problemIn(answer, answer.status === 400 ? 400 : 404);
  });

  it.each([
    '/v1/cases?limit=0',
    '/v1/cases?limit=101',
    '/v1/cases?limit=-1',
    '/v1/cases?limit=1e1',
    '/v1/cases?limit=1&limit=2',
    '/v1/cases?limit=',
    '/v1/cases?cursor=nonsense',
    '/v1/cases?cursor=',
    `/v1/cases?cursor=${Buffer.from('9999-99-99T00:00:00.000Z 0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e11').toString('base64url')}`,
    '/v1/cases?cursor[a]=1',
    '/v1/cases?partKind=moon',
    '/v1/cases?partState=received',
    '/v1/cases?openedFrom=yesterday',
    '/v1/cases?openedFrom=2014-02-30',
    '/v1/cases?openedFrom=0000-01-01',
    '/v1/cases?openedUntil=2014-03-03Tmorning',
    '/v1/cases?municipality=%00',
    "/v1/cases?category='or'1'='1",
    '/v1/cases?colour=red',
    '/v1/events?after=-1',
    '/v1/events?after=x',
    '/v1/events?after=99999999999999999999',
    '/v1/events?case=x',
    '/v1/events?case=',
    '/v1/events?before=1',
    '/v1/cases/{case}/events?cursor=nonsense',
    '/v1/cases/{case}/events?cursor=999999',
    '/v1/cases/{case}/events?limit=1000',
  ])('with a query that makes no sense is refused: %s', async (path) => {
    const problem = problemIn(await ask('get', path.replace('{case}', reportId)), 400);
    expect(problem.detail).toMatch(/query parameter|partState/);
  });
});

describe('a token', () => {
  const withToken = (token: string) => request(chain.url).get('/v1/cases').set('Authorization', token);
  const tampered = (token: string, change: (claims: Record<string, unknown>) => object): string => {
    const [header, payload, signature] = token.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    return [header, Buffer.from(JSON.stringify(change(claims))).toString('base64url'), signature].join('.');
  };
  const unsigned = (token: string): string => {
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    return `${none}.${token.split('.')[1] ?? ''}.`;
  };

  it.each<[string, (token: string) => string]>([
    ['is missing', () => ''],
    ['is no bearer token', () => 'Basic abc'],
    ['is no token', () => 'Bearer abc'],
    ['is longer than any token', () => `Bearer ${'a'.repeat(9000)}`],
    ['has no signature (alg none)', (token) => `Bearer ${unsigned(token)}`],
    [
      'was changed to another role',
      (token) => `Bearer ${tampered(token, (claims) => ({ ...claims, roles: ['administrator'] }))}`,
    ],
    [
      'was changed to expire later',
      (token) => `Bearer ${tampered(token, (claims) => ({ ...claims, exp: 9_999_999_999 }))}`,
    ],
    [
      'is of another issuer',
      (token) => `Bearer ${tampered(token, (claims) => ({ ...claims, iss: 'http://127.0.0.1:1' }))}`,
    ],
    [
      'is for another audience',
      (token) => `Bearer ${tampered(token, (claims) => ({ ...claims, aud: 'urn:another' }))}`,
    ],
    ['has expired', (token) => `Bearer ${tampered(token, (claims) => ({ ...claims, exp: 1 }))}`],
  ])('that %s is refused', async (_what, change) => {
    const answer = await withToken(change(await chain.token(officer)));
    problemIn(answer, 401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it('is looked at before the address and the body', async () => {
    problemIn(await request(chain.url).get('/v1/nothing'), 401);
    problemIn(await request(chain.url).post(reports).set('content-type', 'application/json').send('{"'), 401);
  });
});

describe('a response', () => {
  it.each([
    '/health/live',
    '/health/ready',
    '/metrics',
    '/v1/openapi.json',
    '/v1/problem-types',
    '/v1/problem-types/conflict',
  ])('without a token has the headers that every response has: %s', async (path) => {
    const answer = await request(chain.url).get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject(headersOfEveryResponse);
  });

  it('keeps the trace of the caller', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const answer = await request(chain.url).get('/health/live').set('traceparent', `00-${trace}-b7ad6b7169203331-01`);
    expect(answer.headers.traceparent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
  });
});

describe('somebody who asks too much', () => {
  it('is told to wait, and others are not', async () => {
    const busy = await startChain(database, { RATE_LIMIT: '5' }, chain);
    try {
      const answers = [];
      for (let n = 0; n < 7; n += 1) answers.push(await busy.get(officer, '/v1/cases'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
      problemIn(answers[6]!, 429);
      expect(Number(answers[6]!.headers['retry-after'])).toBeGreaterThan(0);
      expect((await busy.get('police_officer@PL1300#2', '/v1/cases')).status).toBe(200);
    } finally {
      await busy.close();
    }
  });
});
