import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from './client.js';
import { formEncoded, Tokens } from './tokens.js';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server | undefined;
afterEach(() => void server?.close());

async function serving(handle: Handle): Promise<string> {
  server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server!.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const token = `x.${Buffer.from(JSON.stringify({ sub: 'person-1' })).toString('base64url')}.x`;

describe('the client', () => {
  it('tries again with the same idempotency key after a dropped connection and a 503', async () => {
    const keys: (string | undefined)[] = [];
    const url = await serving((request, response) => {
      keys.push(request.headers['idempotency-key'] as string);
      if (keys.length === 1) return request.socket.destroy();
      response.statusCode = keys.length === 2 ? 503 : 201;
      response.end('{"ok":true}');
    });
    const answer = await new Client(() => url, undefined).send(undefined, {
      method: 'POST',
      path: '/v1/x',
      body: {},
      idempotencyKey: 'k1',
    });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ ok: true });
    expect(keys).toEqual(['k1', 'k1', 'k1']);
  });

  it('gives up with the reason when its patience ends', async () => {
    const url = await serving((_request, response) => {
      response.statusCode = 503;
      response.end();
    });
    await expect(new Client(() => url, undefined, 100).get(undefined, '/v1/x')).rejects.toThrow('503');
  });

  it('acts as the person named, and renews a token that is refused', async () => {
    let refusedOnce = false;
    let asked = 0;
    const url = await serving((request, response) => {
      if (request.url === '/token') {
        asked += 1;
        const basic = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
        expect(basic).toBe('police_officer%40PL1300%232:demo');
        return response.end(JSON.stringify({ access_token: token }));
      }
      response.statusCode = refusedOnce ? 200 : 401;
      refusedOnce = true;
      response.end('{}');
    });
    const tokens = new Tokens(() => url);
    const answer = await new Client(() => url, tokens).get('police_officer@PL1300#2', '/v1/x');
    expect(answer.status).toBe(200);
    expect(asked).toBe(2);
    expect((await tokens.of('police_officer@PL1300#2')).subject).toBe('person-1');
    expect(asked).toBe(2);
  });

  it('encodes names as a form does', () => {
    expect(formEncoded('a b@c#1*')).toBe('a+b%40c%231*');
  });
});
