import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createRemoteJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrganisationType } from '../../../contract/index.js';
import { createTokenVerifier } from '../token-verifier.js';
import { type Issuer, startIssuer } from './issuer.js';

const audience = 'urn:case-chain:api';
const organisations: Record<string, OrganisationType> = {
  PL1300: 'police_unit',
  'HALT-PL1300': 'halt_office',
  'gemeente-w': 'employer',
};
const findOrganisation = async (code: string) => {
  const type = organisations[code];
  return type && { code, type };
};
const logger = { debug: () => {}, info: () => {}, warn: () => {} };

const ask = (issuer: Issuer, id: string, fields: Record<string, string> = {}) =>
  fetch(`${issuer.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: 'demo', ...fields }),
  });

const tokenFor = async (issuer: Issuer, id: string): Promise<string> => {
  const answer = await ask(issuer, id);
  expect({ id, status: answer.status }).toEqual({ id, status: 200 });
  return ((await answer.json()) as { access_token: string }).access_token;
};

describe('embedded issuer', () => {
  let dataDir: string;
  let issuer: Issuer;
  const said: unknown[] = [];

  const start = (port = 0): Promise<Issuer> =>
    startIssuer({
      port,
      host: '127.0.0.1',
      audience,
      dataDir,
      findOrganisation,
      introduce: () => Promise.resolve(),
      logger,
    });

  beforeAll(async () => {
    for (const way of ['log', 'info', 'warn', 'error'] as const) {
      jest.spyOn(console, way).mockImplementation((...words) => void said.push(words));
    }
    dataDir = await mkdtemp(join(tmpdir(), 'issuer-'));
    issuer = await start();
  });
  afterAll(async () => {
    await issuer.close();
    await rm(dataDir, { recursive: true });
    jest.restoreAllMocks();
  });

  const claimsFor = async (id: string): Promise<JWTPayload> => {
    const keys = createRemoteJWKSet(new URL(`${issuer.url}/jwks`));
    return (await jwtVerify(await tokenFor(issuer, id), keys, { issuer: issuer.url, audience })).payload;
  };

  it('gives an invented person a token for our audience, without being asked for one', async () => {
    const claims = await claimsFor('police_officer@PL1300');
    expect(claims).toMatchObject({
      sub: 'police_officer@PL1300',
      org: 'PL1300',
      roles: ['police_officer'],
      designated_for_halt: true,
      nbf: claims.iat,
    });
  });

  it('tokens live fifteen minutes and are signed with ES256', async () => {
    const { iat = 0, exp } = await claimsFor('employer_contact@gemeente-w');
    expect(exp).toBe(iat + 15 * 60);
    const header = decodeProtectedHeader(await tokenFor(issuer, 'employer_contact@gemeente-w'));
    expect(header).toMatchObject({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
  });

  it('knows a second person in the same role', async () => {
    expect(await claimsFor('halt_coordinator@HALT-PL1300#2')).toMatchObject({
      sub: 'halt_coordinator@HALT-PL1300#2',
      org: 'HALT-PL1300',
      roles: ['halt_coordinator'],
    });
  });

  it('takes the secret in the authorization header too, as curl -u sends it', async () => {
    const answer = await fetch(`${issuer.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('police_officer@PL1300#3:demo').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['an organisation that does not exist', 'police_officer@PL9999'],
    ['a role that the organisation does not have', 'police_officer@gemeente-w'],
    ['a role that does not exist', 'king@PL1300'],
    ['a number beyond nine', 'police_officer@PL1300#10'],
    ['no person at all', 'PL1300'],
  ])('knows nobody of %s', async (_what, id) => {
    expect((await ask(issuer, id)).status).toBe(401);
  });

  it('refuses another secret, another grant and another audience', async () => {
    const id = 'police_officer@PL1300';
    expect((await ask(issuer, id, { client_secret: 'guess' })).status).toBe(401);
    expect((await ask(issuer, id, { grant_type: 'authorization_code', code: 'x' })).status).toBe(400);
    expect((await ask(issuer, id, { resource: 'urn:other' })).status).toBe(400);
  });

  it('is believed by the verifier of tokens', async () => {
    const { verify } = createTokenVerifier({ issuer: issuer.url, audience });
    expect(await verify(await tokenFor(issuer, 'police_officer@PL1300'))).toMatchObject({
      sub: 'police_officer@PL1300',
      org: 'PL1300',
      roles: ['police_officer'],
      designatedForHalt: true,
    });
  });

  it('leaves nobody waiting who asks while it is coming up', async () => {
    const { port } = new URL(issuer.url);
    await issuer.close();
    const starting = start(Number(port));
    let status: number | undefined;
    while (status === undefined) {
      const asked = fetch(`${issuer.url}/jwks`, { signal: AbortSignal.timeout(5_000) });
      status = await asked.then(
        (answer) => answer.status,
        (error: unknown) => ((error as Error).name === 'TimeoutError' ? 0 : undefined),
      );
    }
    issuer = await starting;
    expect([200, 503]).toContain(status);
  });

  it('keeps its keys over a restart, in a file that only its owner reads', async () => {
    const token = await tokenFor(issuer, 'police_officer@PL1300');
    const { port } = new URL(issuer.url);
    await issuer.close();
    issuer = await start(Number(port));
    const keys = createRemoteJWKSet(new URL(`${issuer.url}/jwks`));
    await jwtVerify(token, keys);
    expect((await stat(join(dataDir, 'issuer-keys.json'))).mode & 0o777).toBe(0o600);
  });

  it('publishes public keys only', async () => {
    const { keys } = (await (await fetch(`${issuer.url}/jwks`)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await expect(start(port)).rejects.toThrow(`Port ${port}, for the embedded issuer, is taken`);
    other.close();
  });

  it('does not start in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    await expect(start()).rejects.toThrow(/set ISSUER_URL/);
    process.env.NODE_ENV = before;
  });

  it('says nothing on the console', () => {
    expect(said).toEqual([]);
  });
});
