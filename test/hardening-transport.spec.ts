import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer, largestHeaders, type Patience } from '../libs/platform/http/server.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';
import { Metrics } from '../libs/platform/telemetry/metrics.js';
import { answerTo, readAnswer } from './raw-http.js';

/** The door of every process, with nothing behind it. */
async function open(patience?: Patience): Promise<NestFastifyApplication> {
  const app = await createServer({
    modules: [],
    metrics: new Metrics(),
    logger: createLogger('door', 'silent'),
    ...(patience ? { patience } : {}),
  });
  await app.listen(0, '127.0.0.1');
  return app;
}

describe('a request that is none', () => {
  let server: NestFastifyApplication;

  beforeAll(async () => {
    server = await open();
  });

  afterAll(() => server.close());

  const start = 'GET /v1/problem-types HTTP/1.1\r\nHost: x\r\n';

  it.each<[string, string, number]>([
    ['has more headers than anybody needs', `${start}X: ${'a'.repeat(largestHeaders)}\r\n\r\n`, 431],
    ['is not HTTP', 'hello\r\n\r\n', 400],
    ['has two lengths', `${start}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
    [
      'has a length and comes in pieces',
      `${start}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['breaks its lines as it likes', 'GET /v1/problem-types HTTP/1.1\nHost: x\n\n', 400],
  ])('because it %s is refused as a problem', async (_what, bytes, status) => {
    const answer = readAnswer(await answerTo(await server.getUrl(), bytes));
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ 'content-type': expect.stringMatching(/^application\/problem\+json/) });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(JSON.parse(answer.body)).toMatchObject({ status, title: expect.stringMatching(/./) });
  });
});

describe('a slow sender', () => {
  const quick: Patience = { headers: 200, request: 400, silence: 800, look: 20 };
  let slow: NestFastifyApplication;

  beforeAll(async () => {
    slow = await open(quick);
  });

  afterAll(() => slow.close());

  it.each<[string, string, number]>([
    ['headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-', 408],
    ['a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{', 408],
  ])('of %s is hung up on', async (_what, bytes, status) => {
    const answer = readAnswer(await answerTo(await slow.getUrl(), bytes));
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining('did not come in in time')]);
  });

  it('who says nothing at all is hung up on', async () => {
    const answer = await answerTo(await slow.getUrl());
    expect(['', 408]).toContain(answer === '' ? '' : readAnswer(answer).status);
  });

  it('has at most a minute, for everything', async () => {
    const app = await open();
    const { headersTimeout, requestTimeout, timeout, keepAliveTimeout } = app.getHttpServer();
    expect([headersTimeout, requestTimeout, timeout]).toEqual([10_000, 30_000, 60_000]);
    expect(keepAliveTimeout).toBeGreaterThan(0);
    await app.close();
  });
});
