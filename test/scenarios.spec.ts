import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { playScenarios } from '../scripts/scenario/play.js';
import type { PlayResult } from '../scripts/scenario/report.js';
import { projectFolder } from '../scripts/scenario/system.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { ownRedis, type TestRedis } from './redis.js';

const folder = join(projectFolder(), 'scenarios');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort();

/** On Redis, in one process, the worked cases and those with a number; `.ci/run` plays all of them there, a process per context. */
const onRedis = files.filter((file) => /^(0\d|1[01]|9\d)-/.test(file));

const backends = [
  { name: 'PostgreSQL', redis: false, absent: false, played: files },
  process.env.REDIS_URL
    ? { name: 'Redis', redis: true, absent: false, played: onRedis }
    : { name: 'Redis (not played: REDIS_URL is not set)', redis: true, absent: true, played: onRedis },
];

for (const backend of backends) {
  (backend.absent ? describe.skip : describe)(
    `the scenarios, side by side on one system, queue on ${backend.name}`,
    () => {
      let database: TestDatabase;
      let redis: TestRedis | undefined;
      let result: PlayResult;

      beforeAll(async () => {
        database = await freshDatabase();
        redis = backend.redis ? await ownRedis(process.env.REDIS_URL ?? '') : undefined;
        result = await playScenarios(
          backend.played.map((file) => join(folder, file)),
          {
            together: true,
            environment: {
              DATABASE_URL: database.url,
              DATABASE_ROLE_SECRET: database.secret,
              REDIS_URL: redis?.url ?? '',
              LOG_LEVEL: 'error',
            },
          },
        );
      }, 600_000);

      afterAll(async () => {
        await redis?.giveBack();
        await database.drop();
      });

      it.each(backend.played)('%s', (file) => {
        const played = result.scenarios.find((one) => one.file.endsWith(`/${file}`));
        expect(played?.failures).toEqual([]);
        expect(played?.checks).toBeGreaterThan(0);
      });
    },
  );
}
