import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { pages } from '../scripts/docs/pages.js';
import { projectFolder } from '../scripts/scenario/system.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';

const inRepository = (path: string): string => readFileSync(join(projectFolder(), path), 'utf8');

describe('The documentation', () => {
  it('is up to date (npm run docs)', async () => {
    const made = await pages(projectFolder());
    const stale = [...made].filter(([path, text]) => inRepository(path) !== text).map(([path]) => path);
    expect(stale).toEqual([]);
  });
});

describe('The description of the API', () => {
  let database: TestDatabase;
  let chain: TestChain;

  beforeAll(async () => {
    database = await freshDatabase();
    chain = await startChain(database);
  }, 60_000);

  afterAll(async () => {
    await chain.close();
    await database.drop();
  });

  it('is served to everybody, as it is in the repository', async () => {
    const answer = await request(chain.url).get('/v1/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    // Compared whole, so that the difference is not printed whole.
    const same = answer.text === JSON.stringify(JSON.parse(inRepository('docs/openapi.json')));
    expect(same).toBe(true);
  });

  it('has a page that loads own files only, and runs nothing that stands in the page', async () => {
    const { status, headers } = await request(chain.url).get('/docs');
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]),
    );
    expect(policy.join()).not.toMatch(/unsafe|https?:/);
  });
});
