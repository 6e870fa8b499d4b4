import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { installForwarding } from '../apps/gateway/forwarding.js';
import { Upstreams } from '../apps/gateway/upstreams.js';
import { contexts } from '../libs/contract/index.js';
import { createServer } from '../libs/platform/http/server.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';
import { Metrics } from '../libs/platform/telemetry/metrics.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident } from './incident.js';

const limits = { RATE_LIMIT: '4', RATE_LIMIT_ORGANISATION: '10', RATE_LIMIT_ADDRESS: '5' };
const contact = 'employer_contact@stadsvervoer';
const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const repeated = (status: number, count: number): number[] => times(count).map(() => status);

let database: TestDatabase;
let chain: TestChain;
/** Believes what its caller says of addresses. */
let behindProxy: TestChain;

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database);
  behindProxy = await startChain(database, { ...limits, TRUSTED_PROXIES: '127.0.0.1' }, chain);
  await chain.register('stadsvervoer');
  await chain.register('zwembad');
});

afterAll(async () => {
  await behindProxy.close();
  await chain.close();
  await database.drop();
});

function expectToWait(answer: request.Response): void {
  expect(answer.status).toBe(429);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ type: '/v1/problem-types/too-many-requests', status: 429 });
  expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
}

async function statusesOf(person: string, count: number, path = '/v1/cases'): Promise<number[]> {
  const statuses = [];
  for (const _ of times(count)) statuses.push((await behindProxy.get(person, path)).status);
  return statuses;
}

describe('an organisation of which the people together ask too much', () => {
  it('is told to wait, all of it, and no other is', async () => {
    expect(await statusesOf('police_officer@PL1300', 4)).toEqual(repeated(200, 4));
    expect(await statusesOf('police_officer@PL1300#2', 4)).toEqual(repeated(200, 4));
    expect(await statusesOf('police_officer@PL1300#3', 4)).toEqual([200, 200, 429, 429]);
    expectToWait(await behindProxy.get('police_liaison@PL1300', '/v1/cases'));
    expect(await statusesOf('police_officer@PL0600', 1)).toEqual([200]);
  });

  it('is not told so because of one who is refused already', async () => {
    expect(await statusesOf('police_officer@PL0900', 20)).toEqual([...repeated(200, 4), ...repeated(429, 16)]);
    expect(await statusesOf('police_officer@PL0900#2', 4)).toEqual(repeated(200, 4));
  });
});

describe('a person who asks too much', () => {
  it('is counted also for addresses that do not exist', async () => {
    expect(await statusesOf('police_officer@PL0100', 6, '/v1/nothing')).toEqual([...repeated(404, 4), 429, 429]);
  });
});

describe('an address without a valid token', () => {
  const ask = (chainAsked: { url: string }, address: string, token = 'no token', path = '/v1/cases') =>
    request(chainAsked.url).get(path).set('X-Forwarded-For', address).set('Authorization', `Bearer ${token}`);

  it('is told to wait after too many tries; another address is not, and neither is who has a token', async () => {
    const statuses = [];
    for (const _ of times(7)) statuses.push((await ask(behindProxy, '192.0.2.1')).status);
    expect(statuses).toEqual([...repeated(401, 5), 429, 429]);
    expectToWait(await ask(behindProxy, '192.0.2.1'));
    expect((await ask(behindProxy, '192.0.2.2')).status).toBe(401);
    expect((await ask(behindProxy, '192.0.2.1', await chain.token(contact))).status).toBe(200);
  });

  it('is a whole network, where a caller has one to himself (IPv6)', async () => {
    const statuses = [];
    for (const n of times(6)) statuses.push((await ask(behindProxy, `2001:db8:1:2::${String(n + 1)}`)).status);
    expect(statuses).toEqual([...repeated(401, 5), 429]);
  });

  it('is counted for descriptions too, and never for whether the system lives', async () => {
    const statusAt = async (path: string) => (await ask(behindProxy, '192.0.2.3', '', path)).status;
    const statuses = [];
    for (const _ of times(6)) statuses.push(await statusAt('/v1/problem-types'));
    expect(statuses).toEqual([...repeated(200, 5), 429]);
    expect(await Promise.all(times(20).map(() => statusAt('/health/ready')))).toEqual(repeated(200, 20));
  });

  it('is not what a caller says it is, unless he is a proxy that we trust', async () => {
    const direct = await startChain(database, limits, chain);
    try {
      const statuses = [];
      for (const n of times(6)) statuses.push((await ask(direct, `192.0.2.${String(n)}`)).status);
      expect(statuses).toEqual([...repeated(401, 5), 429]);
    } finally {
      await direct.close();
    }
  });

  it('is passed on by the gateway as the gateway sees it', async () => {
    const gateway = await openGateway(behindProxy.url);
    try {
      const statuses = [];
      for (const n of times(6)) statuses.push((await ask(gateway, `198.51.100.${String(n)}`)).status);
      expect(statuses).toEqual([...repeated(401, 5), 429]);
    } finally {
      await gateway.close();
    }
  });
});

async function openGateway(url: string): Promise<{ url: string; close(): Promise<void> }> {
  const logger = createLogger('gateway', 'silent');
  const app = await createServer({ modules: [], metrics: new Metrics(), logger });
  const upstreams = new Upstreams(Object.fromEntries(contexts.map((context) => [context, [url]])));
  await installForwarding(app.getHttpAdapter().getInstance(), upstreams, logger);
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), close: () => app.close() };
}

describe('somebody who tries out numbers of cases', () => {
  const byNumber = (person: string, number: string) => chain.get(person, `/v1/cases?number=${number}`);
  let number: string;

  beforeAll(async () => {
    await chain.setClock('2014-03-03T09:10:00+01:00');
    number = (await chain.done(contact, '/v1/incident-reports', incident())).caseNumber;
    await chain.quiet();
  });

  it('sees nothing ten times, and is then locked out for an hour, also of what is his own', async () => {
    for (const n of times(10)) {
      const answer = await byNumber(contact, `VPT-2014-${String(n + 900_000)}`);
      expect([answer.status, answer.body]).toEqual([200, { items: [] }]);
    }
    const refused = await byNumber(contact, number);
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ type: '/v1/problem-types/too-many-requests' });
    expect(refused.headers['retry-after']).toBe('3600');
    expect((await chain.get(contact, '/v1/cases')).status).toBe(200);
    await chain.setClock('2014-03-03T10:10:00+01:00');
    expect((await byNumber(contact, number)).body).toMatchObject({ items: [{ number }] });
  });

  it('is stopped the same when the cases are of others', async () => {
    const stranger = 'employer_contact@zwembad';
    for (const _ of times(10)) expect((await byNumber(stranger, number)).body).toEqual({ items: [] });
    expect((await byNumber(stranger, number)).status).toBe(429);
  });

  it('is not stopped when the numbers are his own', async () => {
    const colleague = 'employer_contact@stadsvervoer#2';
    for (const _ of times(15)) expect((await byNumber(colleague, number)).body).toMatchObject({ items: [{ number }] });
  });
});
