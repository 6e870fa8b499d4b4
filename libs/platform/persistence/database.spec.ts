import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Database } from './database.js';
import { isTransient } from './transient.js';

let admin: TestDatabase;
let database: Database;

beforeAll(async () => {
  admin = await freshDatabase();
  database = await Database.connect({ schema: 'employer', url: admin.as('employer'), poolSize: 2 });
});

afterAll(async () => {
  await database.close();
  await admin.drop();
});

const pid = `select pg_backend_pid() as pid`;
const insert = (id: string): string =>
  `insert into employer.case_record (case_id, case_number) values ('00000000-0000-4000-8000-00000000000${id}', 'VPT-2014-00000${id}')`;
const count = async (): Promise<number> =>
  (await admin.query<{ count: number }>('select count(*) from employer.case_record'))[0]?.count ?? NaN;

describe('a transaction', () => {
  it('stores all or nothing', async () => {
    const failing = database.transaction(async (client) => {
      await client.query(insert('1'));
      throw new Error('halfway');
    });
    await expect(failing).rejects.toThrow('halfway');
    expect(await count()).toBe(0);
  });

  it('whose connection is lost between two statements fails, and the process and the pool go on', async () => {
    const lost = await database
      .transaction(async (client) => {
        const { rows } = await client.query<{ pid: number }>(pid);
        await client.query(insert('2'));
        await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
        await client.query(insert('3'));
      })
      .catch((error: unknown) => error);
    expect(isTransient(lost)).toBe(true);
    expect(await count()).toBe(0);
    await Promise.all([1, 2, 3, 4].map(() => database.transaction((client) => client.query('select 1'))));
  });

  it('whose commit fails is told as failed', async () => {
    const failing = database.transaction(async (client) => {
      const { rows } = await client.query<{ pid: number }>(pid);
      await client.query(insert('4'));
      await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    });
    await expect(failing).rejects.toThrow();
    expect(await count()).toBe(0);
  });
});
