import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createTokenVerifier, IssuerUnreachable, type TokenVerifier } from './token-verifier.js';

const audience = 'urn:case-chain:api';
const now = (): number => Math.floor(Date.now() / 1000);

type Pair = Awaited<ReturnType<typeof generateKeyPair>> & { kid: string; alg: string };

const newPair = async (alg: string, kid = `${alg}-${Math.random()}`): Promise<Pair> => ({
  ...(await generateKeyPair(alg, { extractable: true })),
  kid,
  alg,
});

describe('token verifier', () => {
  let server: Server;
  let issuer: string;
  let published: Pair[];
  let asked: number;
  let verifier: TokenVerifier;
  let pair: Pair;

  const answerTo = async (path: string): Promise<object> => {
    if (path === '/.well-known/openid-configuration') return { issuer, jwks_uri: `${issuer}/keys` };
    asked++;
    return {
      keys: await Promise.all(
        published.map(async ({ publicKey, kid, alg }) => ({ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' })),
      ),
    };
  };

  beforeEach(async () => {
    pair = await newPair('ES256');
    published = [pair];
    asked = 0;
    server = createServer((request, response) => {
      void answerTo(request.url ?? '').then((body) => response.end(JSON.stringify(body)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    verifier = createTokenVerifier({ issuer, audience, atMostOncePerMs: 100 });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const claims = (changes: JWTPayload = {}): JWTPayload => ({
    iss: issuer,
    aud: audience,
    sub: 'police_officer@PL1300',
    org: 'PL1300',
    roles: ['police_officer'],
    iat: now(),
    nbf: now(),
    exp: now() + 900,
    ...changes,
  });
  const sign = (changes: JWTPayload = {}, by: Pair = pair, header: object = {}): Promise<string> =>
    new SignJWT(claims(changes))
      .setProtectedHeader({ alg: by.alg, kid: by.kid, typ: 'at+jwt', ...header })
      .sign(by.privateKey);
  const reasonFor = async (token: string): Promise<string> => {
    const outcome = await verifier.verify(token);
    return 'reason' in outcome ? outcome.reason : 'none';
  };

  it('says who it is, for whom, in which roles, until when', async () => {
    const exp = now() + 900;
    expect(await verifier.verify(await sign({ exp, designated_for_halt: true }))).toEqual({
      sub: 'police_officer@PL1300',
      org: 'PL1300',
      roles: ['police_officer'],
      designatedForHalt: true,
      expiresAt: exp,
    });
  });

  it.each(['RS256', 'ES256', 'EdDSA'])('takes %s', async (alg) => {
    const other = await newPair(alg);
    published.push(other);
    expect(await reasonFor(await sign({}, other))).toBe('none');
  });

  it('takes a token without kid, whichever key signed it', async () => {
    const second = await newPair('ES256');
    published.push(second);
    expect(await reasonFor(await sign({}, second, { kid: undefined }))).toBe('none');
  });

  it('takes a token that is meant for others besides us', async () => {
    expect(await reasonFor(await sign({ aud: ['urn:other', audience] }))).toBe('none');
  });

  describe('refuses', () => {
    it.each<[string, string, () => JWTPayload]>([
      ['one that has expired', 'expired', () => ({ exp: now() - 31 })],
      ['one that is not valid yet', 'not-yet-valid', () => ({ nbf: now() + 40 })],
      ['one of another issuer', 'wrong-issuer', () => ({ iss: 'https://issuer.example' })],
      ['one for another audience', 'wrong-audience', () => ({ aud: 'urn:other' })],
      ['one for a list of others', 'wrong-audience', () => ({ aud: ['urn:other', 'urn:another'] })],
      ['one without issuer', 'missing-claim', () => ({ iss: undefined })],
      ['one without audience', 'missing-claim', () => ({ aud: undefined })],
      ['one without end', 'missing-claim', () => ({ exp: undefined })],
      ['one without person', 'missing-claim', () => ({ sub: undefined })],
      ['one without organisation', 'missing-claim', () => ({ org: undefined })],
      ['one without roles', 'missing-claim', () => ({ roles: undefined })],
      ['one with roles that are no list', 'missing-claim', () => ({ roles: 'police_officer' })],
      ['one with unknown roles only', 'missing-claim', () => ({ roles: ['king', 7] })],
      ['one whose person is no identifier', 'malformed', () => ({ sub: 'a\nb' })],
      ['one whose end is no number', 'malformed', () => ({ exp: '2099' as unknown as number })],
    ])('%s', async (_what, reason, changes) => {
      expect(await reasonFor(await sign(changes()))).toBe(reason);
    });

    it('alg none', async () => {
      const token = new UnsecuredJWT(claims()).encode();
      expect(await reasonFor(token)).toBe('unsupported-algorithm');
      expect(await reasonFor(`${token}x`)).toBe('unsupported-algorithm');
    });

    it.each(['HS256', 'HS384', 'HS512'])('%s, also when the public key is the secret', async (alg) => {
      const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(pair.publicKey)));
      const token = await new SignJWT(claims()).setProtectedHeader({ alg, kid: pair.kid }).sign(secret);
      expect(await reasonFor(token)).toBe('unsupported-algorithm');
    });

    it.each(['PS256', 'ES384'])('%s, although it is a good one', async (alg) => {
      const other = await newPair(alg);
      published.push(other);
      expect(await reasonFor(await sign({}, other))).toBe('unsupported-algorithm');
    });

    it('the signature of another key under a known kid', async () => {
      const forger = await newPair('ES256', pair.kid);
      expect(await reasonFor(await sign({}, forger))).toBe('bad-signature');
    });

    it('another algorithm than that of the key', async () => {
      expect(await reasonFor(await sign({}, await newPair('EdDSA', pair.kid)))).toBe('bad-signature');
    });

    it('changed contents under a good signature', async () => {
      const [header, , signature] = (await sign()).split('.');
      const contents = Buffer.from(JSON.stringify(claims({ roles: ['auditor'] }))).toString('base64url');
      expect(await reasonFor(`${header}.${contents}.${signature}`)).toBe('bad-signature');
    });

    it('a token without its signature', async () => {
      expect(await reasonFor((await sign()).replace(/[^.]+$/, ''))).toBe('bad-signature');
    });

    it('a token of another kind', async () => {
      expect(await reasonFor(await sign({}, pair, { typ: 'logout+jwt' }))).toBe('malformed');
    });

    it('more than 8 KiB, without looking at it', async () => {
      expect(await reasonFor(await sign({ filling: 'x'.repeat(9000) }))).toBe('malformed');
      expect(asked).toBe(0);
    });

    it.each(['', '.', '..', 'a.b.c', 'not a token', 'e30.e30.e30', 'bnVsbA.bnVsbA.bnVsbA', `${'a'.repeat(100)}.b.`])(
      'what is no token: %j',
      async (text) => {
        expect(['malformed', 'unsupported-algorithm']).toContain(await reasonFor(text));
        expect(asked).toBe(0);
      },
    );
  });

  it('allows the clocks to differ by thirty seconds', async () => {
    expect(await reasonFor(await sign({ exp: now() - 20 }))).toBe('none');
    expect(await reasonFor(await sign({ nbf: now() + 20 }))).toBe('none');
  });

  it('passes over roles that it does not know', async () => {
    expect(await verifier.verify(await sign({ roles: ['king', 'auditor', 'analyst', 'auditor'] }))).toMatchObject({
      roles: ['analyst', 'auditor'],
    });
  });

  it('asks the issuer once, however many tokens come in', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => sign({ jti: String(n) })));
    const outcomes = await Promise.all(tokens.map(reasonFor));
    expect(new Set(outcomes)).toEqual(new Set(['none']));
    expect(asked).toBe(1);
  });

  it('takes the new key after the issuer changed its keys', async () => {
    expect(await reasonFor(await sign())).toBe('none');
    const next = await newPair('ES256');
    published = [pair, next];
    await pause(110);
    expect(await reasonFor(await sign({}, next))).toBe('none');
    expect(asked).toBe(2);
  });

  it('forgets the tokens of a key that the issuer withdrew', async () => {
    const token = await sign();
    expect(await reasonFor(token)).toBe('none');
    const next = await newPair('ES256');
    published = [next];
    await pause(110);
    expect(await reasonFor(await sign({}, next))).toBe('none');
    expect(await reasonFor(token)).toBe('bad-signature');
  });

  it('does not ask the issuer for every token with an unknown key', async () => {
    const unknown = await newPair('ES256');
    for (let n = 0; n < 10; n++) expect(await reasonFor(await sign({ jti: String(n) }, unknown))).toBe('bad-signature');
    expect(asked).toBe(1);
  });

  it('remembers a verified token, but not beyond its end', async () => {
    const token = await sign({ exp: now() - 28 });
    expect(await reasonFor(token)).toBe('none');
    await pause(3100);
    expect(await reasonFor(token)).toBe('expired');
  });

  it('is not verified anew the second time', async () => {
    const token = await sign();
    expect(await verifier.verify(token)).toBe(await verifier.verify(token));
    expect(await verifier.verify(await sign({ jti: 'another' }))).not.toBe(await verifier.verify(token));
  });

  it('blames the issuer, not the token, when the issuer does not answer', async () => {
    server.closeAllConnections();
    server.close();
    await expect(verifier.verify(await sign())).rejects.toThrow(IssuerUnreachable);
  });

  it('does not believe the discovery document of another issuer', async () => {
    const lookalike = createTokenVerifier({ issuer: `${issuer}/`, audience });
    await expect(lookalike.verify(await sign({ iss: `${issuer}/` }))).rejects.toThrow(/of another issuer/);
  });
});
