import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
let database: TestDatabase; let chain: TestChain;
beforeAll(async () => { console.time('db'); database = await freshDatabase(); console.timeEnd('db'); console.time('chain'); chain = await startChain(database); console.timeEnd('chain'); });
afterAll(async () => { console.time('close'); await chain?.close(); console.timeEnd('close'); await database.drop(); });
it('works', async () => {
  await chain.setClock('2026-03-03T10:00:00Z');
  const answer = await chain.get('police_officer@PL1300', '/v1/cases');
  expect(answer.status).toBe(200);
  console.log(await database.query('select count(*) from pg_stat_activity'));
  await chain.quiet();
});
