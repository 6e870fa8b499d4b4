import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describeError, withoutCredentials } from './describe-error.js';
import { loggerOptions } from './logger.js';

const secret = 'Tamara Veldkuil';

describe('what is told of an error', () => {
  it.each<[string, unknown]>([
    [
      'of the database, with the row at fault',
      Object.assign(new Error(`invalid input syntax for type uuid: "${secret}"`), {
        code: '22P02',
        detail: `Failing row contains (${secret})`,
        parameters: [secret],
        query: `insert into named values ('${secret}')`,
      }),
    ],
    ['of JSON, with what could not be read', parsingFault(`{"name": ${secret}}`)],
    ['with a cause', new Error('it failed', { cause: new Error(secret) })],
    ['of an address, with the address', addressFault(`http://${secret}`)],
    ['with a message of many lines that looks like a stack', new Error(`it failed\n    at ${secret}`, {})],
    ['that is none', secret],
    ['that is an object', { message: secret }],
  ])('is never what was in it: %s', (what, error) => {
    const told = JSON.stringify(describeError(error));
    if (!what.includes('many lines')) expect(told).not.toContain(secret);
    else expect(describeError(error).stack).not.toContain(secret);
  });

  it('is what kind it is, its code, and where it happened', () => {
    const described = describeError(Object.assign(new TypeError('words'), { code: 'ECODE' }));
    expect(described).toMatchObject({ type: 'TypeError', code: 'ECODE', message: 'failed with ECODE' });
    expect(described.stack).toMatch(/^ +at .*describe-error\.spec\.ts/);
    expect(describeError(new TypeError('words')).message).toBe('words');
  });
});

describe('an address in a text', () => {
  it.each([
    ['no way to postgres://chain:pw@db:5432/x now', 'no way to postgres://…@db:5432/x now'],
    ['redis://:pw@cache', 'redis://…@cache'],
    ['https://db/x?mail=a@b', 'https://db/x?mail=a@b'],
    ['mail a@b', 'mail a@b'],
  ])('loses user and password: %s', (text, without) => {
    expect(withoutCredentials(text)).toBe(without);
  });
});

describe('the log', () => {
  it.each(['authorization', 'cookie', 'password', 'secret', 'token', 'access_token', 'databaseUrl', 'redisUrl'])(
    'never holds %s, wherever it comes up',
    (name) => {
      const lines: string[] = [];
      const stream = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          lines.push(chunk.toString());
          done();
        },
      });
      const logger = pino(loggerOptions('test', 'trace'), stream);
      logger.info({ [name]: secret, headers: { [name]: secret }, request: { headers: { [name]: secret } } }, 'said');
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain('"msg":"said"');
      expect(lines[0]).not.toContain(secret);
    },
  );
});

function parsingFault(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

function addressFault(text: string): unknown {
  try {
    return new URL(text);
  } catch (error) {
    return error;
  }
}
