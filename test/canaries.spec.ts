import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiDocument } from '../apps/api-document.js';
import { readScenario, type Scenario } from '../scripts/scenario/scenario.js';
import { projectFolder } from '../scripts/scenario/system.js';
import type { Canary } from './canaries/canary.js';
import { disguised } from './canaries/disguises.js';
import { CasesTurned } from './canaries/expected-places.js';
import { leaks, leaksOnRedis, namesOfLeaksOnRedis, type Leak } from './canaries/leaks.js';
import { marksOf, notSeen } from './canaries/looked.js';
import { MadeUp } from './canaries/made-up.js';
import { plant } from './canaries/planting.js';
import { playWatched, WatchedSystem } from './canaries/play.js';
import { identityPages, turnEveryPage } from './canaries/readers.js';
import { RedisWatch } from './canaries/redis-watch.js';
import { Search, told } from './canaries/search.js';
import { sendWrong, wrongRequests } from './canaries/wrong-places.js';
import { ownRedis, type TestRedis } from './redis.js';

const folder = join(projectFolder(), 'scenarios');
const allFiles = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort();

const numbered = (...numbers: string[]): string[] => allFiles.filter((file) => numbers.includes(file.slice(0, 2)));

/**
 * When everybody turns all pages of a case: under number and revealed, judged and paid, at Halt, between request and
 * decision, redacted, refused, and lifted. Each number is that of a file; with the last command before it, or its end.
 */
const turnsAfter: Record<string, readonly string[]> = {
  '04': ['its end'],
  '45': ['its end'],
  '81': ['referToHalt'],
  '90': ['requestUnderNumber', 'its end'],
  '91': ['its end'],
  '92': ['its end'],
};

function isTurnedAfter({ steps }: Scenario, step: number, turns: readonly string[]): boolean {
  const { do: command, refused } = steps[step]!;
  return turns.some((one) => (one === 'its end' ? step === steps.length - 1 : !refused && one === command));
}

/** On Redis a part of it is played: who is told what is the same there, and each context sends its letters. */
const backends = [
  {
    name: 'PostgreSQL',
    isOnRedis: false,
    isAbsent: false,
    // The shared cases, and those that bring every form and every way with a number.
    files: numbered(
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '08',
      '09',
      '10',
      '11',
      '25',
      '45',
      '66',
      '81',
      '90',
      '91',
      '92',
    ),
    turned: ['04', '45', '81', '90', '91', '92'],
  },
  {
    name: process.env.REDIS_URL ? 'Redis' : 'Redis (not played: REDIS_URL is not set)',
    isOnRedis: true,
    isAbsent: !process.env.REDIS_URL,
    files: numbered('04', '10', '45', '81', '90'),
    turned: ['81'],
  },
];

/** Where the queue is, and what listens in there. */
interface Backend {
  redis: TestRedis;
  watch: RedisWatch;
}

async function openRedis(): Promise<Backend> {
  const redis = await ownRedis(process.env.REDIS_URL ?? '');
  return { redis, watch: await RedisWatch.on(redis.url) };
}

for (const { name, isOnRedis, isAbsent, files, turned } of backends) {
  (isAbsent ? describe.skip : describe)(`who somebody is, with the queue on ${name}`, () => {
    const madeUp = new MadeUp();
    const canaries: Canary[] = [];
    const cases = new CasesTurned();
    const answeredWrong: string[] = [];
    let search: Search;
    let failures: string[];
    let system: WatchedSystem;
    let backend: Backend | undefined;
    const opened: (() => Promise<void>)[] = [];

    const planted = (): Scenario[] => {
      const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
      const document = apiDocument({ contact: { name: 'x', url: 'https://example.org', email: 'x@example.org' } });
      for (const text of [...texts, JSON.stringify(document)]) madeUp.avoidDatesIn(text);
      return texts.map((text, index) => {
        const { scenario, canaries: put } = plant(readScenario(text, files[index]!), madeUp);
        canaries.push(...put);
        return scenario;
      });
    };

    async function sayItInWrongPlaces(): Promise<void> {
      const [caseId = ''] = cases.identifiers;
      for (const person of ['police_officer@PL1300', 'administrator@operator']) {
        const canary: Canary = {
          kind: 'victim',
          label: `what ${person} says in a wrong place`,
          text: madeUp.word(),
          shape: 'word',
          scenario: 'none',
        };
        search.alsoFor(canary);
        for (const wrong of wrongRequests(canary.text, caseId)) {
          const status = await sendWrong(system, person, wrong);
          if (status < 400 && !wrong.isPassedOver) answeredWrong.push(`${wrong.name}: ${status}`);
        }
      }
    }

    beforeAll(async () => {
      const scenarios = planted();
      search = new Search(canaries);
      backend = isOnRedis ? await openRedis() : undefined;
      opened.push(async () => backend?.redis.giveBack());
      system = await WatchedSystem.start(search, { REDIS_URL: backend?.redis.url ?? '' });
      opened.push(() => system.stop());
      failures = await playWatched(system, scenarios, async ({ world }, scenario, step) => {
        const number = files[scenarios.indexOf(scenario)]!.slice(0, 2);
        const isTurned = turned.includes(number) && isTurnedAfter(scenario, step, turnsAfter[number] ?? []);
        const isAtEnd = step === scenario.steps.length - 1;
        if (!isTurned && !isAtEnd) return;
        await system.rows.showWritten(search);
        const ids = world.cases.map(({ id }) => id);
        await cases.add(system, scenario.id, ids, isTurned);
        if (isTurned) await turnEveryPage(system, world, scenario, await identityPages(system, world));
        if (isTurned) await system.rows.show(search);
      });
      await sayItInWrongPlaces();
      await system.showAll();
      await backend?.watch.show(search);
    }, 600_000);

    afterAll(async () => {
      backend?.watch.close();
      for (const close of opened.reverse()) await close();
    }, 60_000);

    it('is in every scenario what it was, for all that the canaries know', () => {
      expect(failures).toEqual([]);
      expect(new Set(canaries.map(({ scenario }) => scenario)).size).toBe(files.length + 1);
    });

    it('is looked for wherever there is something to see', () => {
      const marks = marksOf(cases.numbers, cases.numbersTurned, isOnRedis);
      expect(cases.numbers.length).toBeGreaterThanOrEqual(files.length);
      expect(marks.map((one) => [one.kind, notSeen(search, one)])).toEqual(marks.map(({ kind }) => [kind, []]));
    });

    it('is not said to be nowhere by who looked at nothing', () => {
      const idle = new Search(canaries);
      for (const one of marksOf(cases.numbers, cases.numbersTurned, isOnRedis)) {
        expect(one.marks).not.toEqual([]);
        expect(notSeen(idle, one)).toEqual(one.marks);
      }
    });

    it('is told on the pages for it, to who may read them', () => {
      const pages = search.findings.filter(({ place }) => place.kind === 'answer').map(told);
      const readTo = (person: string, page: string): boolean =>
        pages.some((line) => line.includes(`to ${person}`) && line.endsWith(page));
      expect(readTo('halt_coordinator@HALT-PL0900', '/v1/cases/{}/suspects/{}')).toBe(true);
      if (isOnRedis) return;
      expect(readTo('police_officer@PL0900', '/v1/cases/{}/identities/{}')).toBe(true);
      expect(readTo('public_prosecutor@ROT', '/v1/cases/{}/identities/{}')).toBe(true);
      expect(readTo('victim_desk@DHA', '/v1/police-reports/{}/revelations')).toBe(true);
    });

    it('is found nowhere else, in whatever form', () => {
      const unexpected = search.findings.filter((finding) => !cases.isExpected(finding));
      expect([...new Set(unexpected.map(told))].sort()).toEqual([]);
    });

    it('is said in requests that are each refused', () => {
      expect(answeredWrong).toEqual([]);
    });

    const plantedLeaks = (): Leak[] => (backend ? leaksOnRedis(backend.redis.url, backend.watch) : leaks);
    const names = isOnRedis ? namesOfLeaksOnRedis : leaks.map((leak) => leak.name);

    it.each(names)('is found in every form when it is leaked: %s', async (name) => {
      const leak = plantedLeaks().find((one) => one.name === name)!;
      const { canaries: hidden, text } = disguised(madeUp);
      const again = new Search(hidden);
      await leak.plant(system, text);
      await leak.show(system, again);
      const found = again.findings.filter(({ place }) => expect.objectContaining(leak.place).asymmetricMatch(place));
      expect([...new Set(found.map(({ canary }) => canary.label))].sort()).toEqual(
        hidden.map(({ label }) => label).sort(),
      );
      expect(found.filter((finding) => cases.isExpected(finding))).toEqual([]);
    });

    it('is not printed while the system stops', async () => {
      await system.stop();
      expect(search.saw('output', 'database system is shut down')).toBe(true);
      const printed = search.findings.filter(({ place }) => place.kind === 'output');
      expect(printed.map(told)).toEqual([]);
    });
  });
}
