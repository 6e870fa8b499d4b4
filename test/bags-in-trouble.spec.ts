import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { Doorbell } from '../libs/platform/messaging/doorbell.js';
import type { Letter } from '../libs/platform/messaging/letter.js';
import { openPost, type Post, type Receiver } from '../libs/platform/messaging/post.js';
import { Relay } from '../libs/platform/messaging/relay.js';
import { backends, type TestBackend } from '../libs/platform/messaging/testing/backends.js';
import { Correspondent, idsOf } from '../libs/platform/messaging/testing/correspondent.js';
import { projectFolder } from '../scripts/scenario/system.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';

/** As in a running system, but shorter. Nothing is delivered from the outbox here: the queue itself is looked at. */
const times = { lockDuration: 1_000, stalledInterval: 300 };

for (const backend of backends) {
  const describeIt = backend.absent ? describe.skip : describe;

  describeIt(`a bag by ${backend.name}`, () => {
    let database: TestDatabase;
    let queue: TestBackend;
    let writer: Correspondent;
    let reader: Correspondent;
    let post: Post;
    let closing: (() => Promise<unknown>)[] = [];
    const ignore = (): void => undefined;

    beforeAll(async () => {
      database = await freshDatabase();
      queue = await backend.open(database);
      writer = await Correspondent.open(database, 'employer');
      reader = await Correspondent.open(database, 'casefile');
    });

    beforeEach(() => {
      post = openPost(queue.post, ignore, times);
    });

    afterEach(async () => {
      for (const close of closing.reverse()) await close();
      closing = [];
      await post.close();
    });

    afterAll(async () => {
      await writer.close();
      await reader.close();
      await queue.close();
      await database.drop();
    });

    const startRelay = async (): Promise<Relay> => {
      const relay = new Relay(
        writer.database,
        post,
        new Doorbell(writer.database, database.as('employer'), ignore),
        ignore,
      );
      await relay.start();
      closing.push(() => relay.stop());
      return relay;
    };

    const deliveries: Letter[] = [];
    const startReceiving = (): Receiver => {
      const receiver = post.receive(
        'casefile',
        async ({ letters }) => {
          await reader.inbox.deliver(letters);
          deliveries.push(...letters);
        },
        ignore,
      );
      closing.push(() => receiver.close());
      return receiver;
    };

    /** Takes the next bag in another process, and keeps it. */
    const takeElsewhere = async (): Promise<{ child: ChildProcess; taken: Promise<Letter[]> }> => {
      const child = fork(join(projectFolder(), 'test/processes/take-bag.mjs'), {
        env: { PATH: process.env.PATH, RECEIVER: JSON.stringify({ backend: queue.post, times }) },
      });
      closing.push(async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      });
      await once(child, 'spawn');
      return { child, taken: once(child, 'message').then(([letters]) => letters as Letter[]) };
    };

    const arrived = (caseId: string, letters: Letter[]): Promise<void> =>
      eventually(async () => expect(await reader.handled(caseId)).toEqual(idsOf(letters)));

    const write = async (caseId: string, count: number): Promise<Letter[]> => {
      const letters: Letter[] = [];
      for (let n = 0; n < count; n += 1) letters.push(await writer.write(caseId, ['casefile']));
      return letters;
    };

    it('is made of what was committed by a process that ended before it told anybody', async () => {
      const caseId = v7();
      const letters = await write(caseId, 2);
      startReceiving();
      await startRelay();
      await arrived(caseId, letters);
    });

    it('whose receiver ends (-9) after it handled it and before it said so, comes again and does nothing', async () => {
      const { child, taken } = await takeElsewhere();
      await startRelay();
      const caseId = v7();
      const letters = await write(caseId, 2);
      const [bag] = await Promise.all([taken, ringFor(letters)]);
      await reader.inbox.deliver(bag);
      child.kill('SIGKILL');
      startReceiving();
      await eventually(() => expect(idsOf(deliveries)).toEqual(expect.arrayContaining(idsOf(bag))));
      await arrived(caseId, letters);
    });

    it('whose receiver stands still (stopped, not ended) goes to another one, and does nothing more when that wakes', async () => {
      const { child, taken } = await takeElsewhere();
      await startRelay();
      const caseId = v7();
      const letters = await write(caseId, 2);
      const [bag] = await Promise.all([taken, ringFor(letters)]);
      child.kill('SIGSTOP');
      startReceiving();
      await arrived(caseId, letters);
      child.kill('SIGCONT');
      // What it would do, now that it is awake again.
      await reader.inbox.deliver(bag);
      expect(await reader.handled(caseId)).toEqual(idsOf(letters));
      expect(await reader.waiting(caseId)).toEqual({ counted: 0, kept: 0 });
    });

    it('finds its way while receivers and relays come and go', async () => {
      let relay = await startRelay();
      let receiver = startReceiving();
      const cases = Array.from({ length: 12 }, () => v7());
      const letters = new Map<string, Letter[]>(cases.map((caseId) => [caseId, []]));
      for (let round = 0; round < 4; round += 1) {
        const writing = Promise.all(
          cases.map(async (caseId) => letters.get(caseId)?.push(...(await write(caseId, 2)))),
        );
        const [nextRelay, nextReceiver] = [await startRelay(), startReceiving()];
        await Promise.all([relay.stop(), receiver.close(), writing]);
        [relay, receiver] = [nextRelay, nextReceiver];
        await ring();
      }
      for (const [caseId, written] of letters) await arrived(caseId, written);
    });

    const ring = () => database.query(`select pg_notify('chain_employer', 'a test')`);

    const ringFor = async (letters: Letter[]): Promise<void> => {
      await eventually(async () => {
        await ring();
        const unpublished = await database.query('select id from employer.event where published_at is null');
        expect(unpublished.filter(({ id }) => idsOf(letters).includes(String(id)))).toEqual([]);
      });
    };
  });
}
