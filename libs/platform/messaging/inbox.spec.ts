import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { producers, type ContextName, type Producer } from '../../contract/index.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import type { Client } from '../persistence/database.js';
import type { Letter } from './letter.js';
import { Correspondent, idsOf } from './testing/correspondent.js';

let database: TestDatabase;
const people = {} as Record<ContextName, Correspondent>;

beforeAll(async () => {
  database = await freshDatabase();
  for (const name of [...producers, 'casefile'] as const) people[name] = await Correspondent.open(database, name);
});

afterEach(() => {
  for (const one of Object.values(people)) one.trouble = {};
});

afterAll(async () => {
  for (const one of Object.values(people)) await one.close();
  await database.drop();
});

const lettersFrom = async (writer: Producer, caseId: string, count: number): Promise<Letter[]> => {
  const letters: Letter[] = [];
  for (let n = 0; n < count; n += 1) letters.push(await people[writer].write(caseId, ['casefile']));
  return letters;
};

const settled = { counted: 0, kept: 0 };

describe('a letter that is delivered twice', () => {
  it('works once, in the same bag and in two bags', async () => {
    const caseId = v7();
    const letters = await lettersFrom('employer', caseId, 2);
    await people.casefile.inbox.deliver([...letters, ...letters]);
    await people.casefile.inbox.deliver(letters);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf(letters));
  });

  it('works once when two processes deliver it at the same moment', async () => {
    const caseId = v7();
    const letters = await lettersFrom('employer', caseId, 5);
    const other = await Correspondent.open(database, 'casefile');
    await Promise.all(
      Array.from({ length: 6 }, (_, n) => (n % 2 ? other : people.casefile).inbox.deliver(letters.slice(n % 3))),
    );
    expect(await people.casefile.handled(caseId)).toEqual(idsOf(letters));
    expect(await people.casefile.waiting(caseId)).toEqual(settled);
    await other.close();
  });

  it('works once when it waited for an earlier one meanwhile', async () => {
    const caseId = v7();
    const [first, second] = (await lettersFrom('employer', caseId, 2)) as [Letter, Letter];
    await people.casefile.inbox.deliver([second]);
    await people.casefile.inbox.deliver([second]);
    expect(await people.casefile.waiting(caseId)).toEqual({ counted: 1, kept: 1 });
    await people.casefile.inbox.deliver([second, first]);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf([first, second]));
    expect(await people.casefile.waiting(caseId)).toEqual(settled);
  });
});

/** What happens in a case: somebody writes to some, or somebody gets to read what came from another. */
type Step = { write: Producer; to: ContextName[] } | { read: Producer; from: Producer };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      write: fc.constantFrom(...producers),
      to: fc.subarray([...producers, 'casefile'] as ContextName[], { minLength: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ read: fc.constantFrom(...producers), from: fc.constantFrom(...producers) }) },
);

/** Plays the steps; answers the letters and, for each, those that its writer had written or read before it. */
async function play(caseId: string, steps: Step[]): Promise<{ letters: Letter[]; causes: Map<string, Set<string>> }> {
  const letters: Letter[] = [];
  const causes = new Map<string, Set<string>>();
  const knows = new Map<ContextName, Set<string>>();
  const knownTo = (name: ContextName): Set<string> => knows.get(name) ?? knows.set(name, new Set()).get(name)!;
  for (const one of steps) {
    if ('write' in one) {
      const to = one.to.filter((name) => name !== one.write);
      if (to.length === 0) continue;
      const letter = await people[one.write].write(caseId, to);
      causes.set(letter.event.id, new Set(knownTo(one.write)));
      knownTo(one.write).add(letter.event.id);
      letters.push(letter);
    } else {
      const before = await people[one.read].handled(caseId);
      await people[one.read].inbox.deliver(
        letters.filter(({ event, to }) => event.producer === one.from && to.includes(one.read)),
      );
      for (const id of (await people[one.read].handled(caseId)).slice(before.length)) {
        knownTo(one.read).add(id);
        for (const cause of causes.get(id)!) knownTo(one.read).add(cause);
      }
    }
  }
  return { letters, causes };
}

describe('the order of a case', () => {
  it('is kept per producer, and effects come after their causes, however the bags are shuffled', async () => {
    const scenes = fc.record({ steps: fc.array(step, { minLength: 4, maxLength: 14 }), seed: fc.nat() });
    await fc.assert(
      fc.asyncProperty(scenes, async ({ steps, seed }) => {
        const caseId = v7();
        const { letters, causes } = await play(caseId, steps);
        const shuffled = fc.sample(fc.shuffledSubarray(letters, { minLength: letters.length }), {
          seed,
          numRuns: 1,
        })[0]!;
        for (const name of [...producers, 'casefile'] as const) {
          const mine = shuffled.filter(({ to }) => to.includes(name));
          for (let start = 0; start < mine.length; start += 2)
            await people[name].inbox.deliver(mine.slice(start, start + 2));
          const handled = await people[name].handled(caseId);
          expect([...handled].sort()).toEqual(idsOf(mine).sort());
          expect(await people[name].waiting(caseId)).toEqual(mine.length > 0 ? settled : expect.anything());
          const inOrder = handled.every((id, at) => handled.slice(at).every((later) => !causes.get(id)!.has(later)));
          expect(inOrder).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('of one producer is the order of writing, whichever comes first', async () => {
    const caseId = v7();
    const letters = await lettersFrom('police', caseId, 6);
    for (const letter of [...letters].reverse()) await people.casefile.inbox.deliver([letter]);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf(letters));
  });

  it('lets an answer wait for the question that its writer had read', async () => {
    const caseId = v7();
    const question = await people.employer.write(caseId, ['police', 'casefile']);
    await people.police.inbox.deliver([question]);
    const answer = await people.police.write(caseId, ['casefile']);
    await people.casefile.inbox.deliver([answer]);
    expect(await people.casefile.handled(caseId)).toEqual([]);
    await people.casefile.inbox.deliver([question]);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf([question, answer]));
  });
});

describe('what is written in answer to a letter, while it is handled', () => {
  it('waits at everybody else for that letter, and for what that one waits for', async () => {
    const caseId = v7();
    people.police.trouble = { answering: () => ['recovery', 'casefile'] };
    people.recovery.trouble = { answering: () => ['casefile'] };
    const question = await people.employer.write(caseId, ['police', 'casefile']);
    await people.police.inbox.deliver([question]);
    const [answer] = (await people.police.written(caseId)) as [Letter];
    await people.recovery.inbox.deliver([answer]);
    const [last] = (await people.recovery.written(caseId)) as [Letter];
    for (const letter of [last, answer]) await people.casefile.inbox.deliver([letter]);
    expect(await people.casefile.handled(caseId)).toEqual([]);
    await people.casefile.inbox.deliver([question]);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf([question, answer, last]));
  });
});

describe('a letter that cannot be handled', () => {
  const isAbout = (caseId: string, number: number) => (letter: Letter) => {
    if (letter.event.caseId === caseId && letter.numbers.casefile === number) throw new Error('cannot be done');
  };

  it('is parked with its error; what is behind it waits; other cases go on', async () => {
    const [bad, good] = [v7(), v7()];
    const held = await lettersFrom('employer', bad, 3);
    const free = await lettersFrom('employer', good, 3);
    people.casefile.trouble = { handling: isAbout(bad, 2) };
    await people.casefile.inbox.deliver([...held, ...free]);
    expect(await people.casefile.handled(good)).toEqual(idsOf(free));
    expect(await people.casefile.handled(bad)).toEqual(idsOf(held.slice(0, 1)));
    expect(await people.casefile.parked()).toEqual([
      { case_id: bad, producer: 'employer', number: 2, error: 'Error: cannot be done', attempts: 1 },
    ]);
    expect(await people.casefile.waiting(bad)).toEqual({ counted: 2, kept: 2 });

    const later = await people.employer.write(bad, ['casefile']);
    await people.casefile.inbox.deliver([later]);
    expect(await people.casefile.handled(bad)).toHaveLength(1);

    await people.casefile.inbox.retry([bad]);
    expect(await people.casefile.parked()).toMatchObject([{ number: 2, attempts: 2 }]);
    people.casefile.trouble = {};
    await people.casefile.inbox.retry([bad]);
    expect(await people.casefile.handled(bad)).toEqual(idsOf([...held, later]));
    expect(await people.casefile.parked()).toEqual([]);
    expect(await people.casefile.waiting(bad)).toEqual(settled);
  });

  it('does not hold up the letters of another producer that do not follow from it', async () => {
    const caseId = v7();
    const [held] = (await lettersFrom('employer', caseId, 1)) as [Letter];
    const free = await lettersFrom('police', caseId, 2);
    people.casefile.trouble = { handling: isAboutProducer('employer') };
    await people.casefile.inbox.deliver([held, ...free]);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf(free));
    people.casefile.trouble = {};
    await people.casefile.inbox.retry([caseId]);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf([...free, held]));
  });

  const isAboutProducer = (producer: Producer) => (letter: Letter) => {
    if (letter.event.producer === producer) throw new Error('cannot be done');
  };

  it('stays parked, with its error, when the retry is cut off', async () => {
    const caseId = v7();
    const [held] = (await lettersFrom('employer', caseId, 1)) as [Letter];
    people.casefile.trouble = { handling: isAbout(caseId, 1) };
    await people.casefile.inbox.deliver([held]);
    people.casefile.trouble = { storing: terminated };
    await expect(people.casefile.inbox.retry([caseId])).rejects.toThrow(/terminat/i);
    expect(await people.casefile.parked()).toMatchObject([{ case_id: caseId, error: 'Error: cannot be done' }]);
    people.casefile.trouble = {};
    await people.casefile.inbox.retry([caseId]);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf([held]));
  });

  it.each<[string, Partial<Letter['event']>]>([
    ['has a payload outside the catalogue', { data: { name: 'Tamara' } as never }],
    ['is of a type outside the catalogue', { type: 'suspect.pilloried' as never }],
  ])('is parked when it %s, without a word of its contents', async (_what, as) => {
    const caseId = v7();
    const letter = await people.employer.write(caseId, ['casefile'], as);
    await people.casefile.inbox.deliver([letter]);
    const [parked] = (await people.casefile.parked()).filter((one) => one.case_id === caseId);
    expect(parked?.error).toMatch(/does not fit the catalogue/);
    expect(parked?.error).not.toMatch(/Tamara/);
    expect(await people.casefile.handled(caseId)).toEqual([]);
  });

  it('parks only its own case when storing what came of it fails', async () => {
    const [bad, good] = [v7(), v7()];
    const [held] = (await lettersFrom('halt', bad, 1)) as [Letter];
    const free = await lettersFrom('halt', good, 2);
    people.casefile.trouble = {
      storing: async (client, records) => {
        if (records.some(({ caseId }) => caseId === bad)) await client.query(`select 'no number'::integer`);
      },
    };
    await people.casefile.inbox.deliver([held, ...free]);
    expect(await people.casefile.handled(good)).toEqual(idsOf(free));
    expect(await people.casefile.handled(bad)).toEqual([]);
    expect((await people.casefile.parked()).map((one) => one.case_id)).toContain(bad);
  });
});

/** What a server that shuts down does to a connection. */
const terminated = async (client: Client): Promise<void> => {
  await client.query('select pg_terminate_backend(pg_backend_pid())');
};

describe('a failure of the moment', () => {
  it('parks nothing: the bag fails, comes again, and has its effect once', async () => {
    const caseId = v7();
    const letters = await lettersFrom('recovery', caseId, 2);
    people.casefile.trouble = { storing: terminated };
    await expect(people.casefile.inbox.deliver(letters)).rejects.toThrow(/terminat/i);
    expect((await people.casefile.parked()).filter((one) => one.case_id === caseId)).toEqual([]);
    expect(await people.casefile.handled(caseId)).toEqual([]);
    people.casefile.trouble = {};
    await people.casefile.inbox.deliver(letters);
    expect(await people.casefile.handled(caseId)).toEqual(idsOf(letters));
  });

  it('is also what a handler meets that reads from a lost database', async () => {
    const caseId = v7();
    const letters = await lettersFrom('recovery', caseId, 1);
    people.casefile.trouble = {
      handling: () => {
        throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
      },
    };
    await expect(people.casefile.inbox.deliver(letters)).rejects.toThrow();
    expect((await people.casefile.parked()).filter((one) => one.case_id === caseId)).toEqual([]);
  });
});
