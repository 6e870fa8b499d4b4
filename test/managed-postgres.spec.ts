import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../libs/platform/embedded/postgres.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';
import { migrations } from '../migrations/index.js';
import { revert } from '../libs/platform/persistence/migrate.js';
import { startChain } from './chain.js';
import type { TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';

/** As who hosts a PostgreSQL gives it: a database, and an owner of it who may make roles and is no superuser. */
describe('a PostgreSQL without a superuser', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let superuser: pg.Client;
  let database: Pick<TestDatabase, 'url' | 'secret'>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chain-'));
    await chmod(folder, 0o711);
    postgres = await startEmbeddedPostgres({ dataDir: folder, logger: createLogger('test', 'silent') });
    superuser = new pg.Client({ connectionString: postgres.url });
    await superuser.connect();
    await superuser.query(`create role owner login createrole password 'of the owner'`);
    await superuser.query('create database managed owner owner');
    const url = Object.assign(new URL(postgres.url), {
      username: 'owner',
      password: 'of the owner',
      pathname: '/managed',
    });
    database = { url: url.toString(), secret: 'the secret of the database roles in tests' };
  }, 60_000);

  afterAll(async () => {
    await superuser.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is all that the chain needs', async () => {
    const chain = await startChain(database as TestDatabase, { CLOCK: 'system' });
    try {
      await chain.register('elders');
      const { caseId } = await chain.done('employer_contact@elders', '/v1/incident-reports', incident());
      await eventually(async () =>
        expect((await chain.get('police_officer@PL1300', `/v1/cases/${caseId}`)).body).toMatchObject({
          parts: expect.arrayContaining([expect.objectContaining({ kind: 'police-report' })]),
        }),
      );
    } finally {
      await chain.close();
    }
  });

  it('makes nobody see more: the owner has the rights of none of the roles that it made', async () => {
    const { rows } = await superuser.query<{ role: string }>(
      `select roleid::regrole::text as role from pg_auth_members where member = 'owner'::regrole and inherit_option`,
    );
    expect(rows).toEqual([]);
  });

  it('lets every migration be taken back', async () => {
    await revert(database.url, migrations);
  });
});
