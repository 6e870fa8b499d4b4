import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from './desk.js';
import { isTransient } from './transient.js';

let admin: TestDatabase;
let desk: Desk;

const all = { text: 'select case_number, organisations from employer.case_record' };
const pid = { text: 'select pg_backend_pid() as pid' };

const begin = (organisation: string, number: string, parties = [organisation]) =>
  desk.write<{ case_id: string }>(organisation, {
    name: 'begin',
    text: `begun as (
             insert into employer.case_record (case_id, case_number, organisations)
             select gen_random_uuid(), $2, $3 from desk returning case_id
           )
           select case_id from begun`,
    values: [number, parties],
  });
const numbersFor = async (organisation: string): Promise<string[]> =>
  (await desk.query<{ case_number: string }>(organisation, all)).map((row) => row.case_number).sort();

beforeAll(async () => {
  admin = await freshDatabase();
  desk = await Desk.connect({ schema: 'employer', url: admin.as('employer_desk'), poolSize: 2 });
  await begin('stadsvervoer', 'VPT-2014-000001');
  await begin('zwembad', 'VPT-2014-000002');
  await begin('zwembad', 'VPT-2014-000003', ['stadsvervoer', 'zwembad']);
});

afterAll(async () => {
  await desk.close();
  await admin.drop();
});

describe('a desk', () => {
  it('shows an organisation its own cases, and no others', async () => {
    expect(await numbersFor('stadsvervoer')).toEqual(['VPT-2014-000001', 'VPT-2014-000003']);
    expect(await numbersFor('zwembad')).toEqual(['VPT-2014-000002', 'VPT-2014-000003']);
    expect(await numbersFor('elders')).toEqual([]);
  });

  it('keeps apart what is asked for different organisations at the same moment, on the same connections', async () => {
    const expected: Record<string, number> = { stadsvervoer: 2, zwembad: 2, elders: 0 };
    const asking = Array.from({ length: 150 }, (_, n) => Object.keys(expected)[n % 3] ?? '');
    const answers = await Promise.all(
      asking.map(async (organisation, n) => {
        const rows =
          n % 2 === 0
            ? await desk.query<{ organisations: string[] }>(organisation, { ...all, name: 'all' })
            : (await desk.transaction(organisation, (client) => client.query<{ organisations: string[] }>(all))).rows;
        return rows.length === expected[organisation] && rows.every((row) => row.organisations.includes(organisation));
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });

  it('takes no case that the organisation would not see itself', async () => {
    await expect(begin('stadsvervoer', 'VPT-2014-000004', ['zwembad'])).rejects.toMatchObject({ code: '42501' });
    await expect(
      desk.transaction('stadsvervoer', (client) =>
        client.query({ text: `update employer.case_record set organisations = '{zwembad}'` }),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await numbersFor('zwembad')).toHaveLength(2);
  });

  it('cannot be asked without saying for whom', async () => {
    const nobody = '';
    await expect((async () => desk.query(nobody, all))()).rejects.toThrow('for an organisation');
    await expect((async () => desk.transaction(nobody, () => Promise.resolve()))()).rejects.toThrow(
      'for an organisation',
    );
    await expect(begin(nobody, 'VPT-2014-000005')).rejects.toThrow('for an organisation');
  });

  it('tells of a statement that fails, and answers the next one', async () => {
    await expect(desk.query('zwembad', { text: 'select 1 / 0' })).rejects.toMatchObject({ code: '22012' });
    await expect(desk.query('zwembad', { name: 'wrong', text: 'select nothing' })).rejects.toMatchObject({
      code: '42703',
    });
    for (let n = 0; n < 4; n += 1) expect(await numbersFor('zwembad')).toHaveLength(2);
  });

  it('outlives a connection that is lost', async () => {
    const lost = await desk
      .transaction('zwembad', async (client) => {
        const { rows } = await client.query<{ pid: number }>(pid);
        await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
        await client.query(all);
      })
      .catch((error: unknown) => error);
    expect(isTransient(lost)).toBe(true);
    for (let n = 0; n < 4; n += 1) expect(await numbersFor('zwembad')).toHaveLength(2);
  });
});
