import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { eventually } from '../../../test/eventually.js';
import { Doorbell } from './doorbell.js';
import type { Letter } from './letter.js';
import { openPost, type Post, type Receiver } from './post.js';
import { Redelivery } from './redelivery.js';
import { Relay } from './relay.js';
import { backends, type TestBackend } from './testing/backends.js';
import { Correspondent, idsOf } from './testing/correspondent.js';

const redeliverAfterMs = 150;
const lettersAtOnce = 40;

for (const backend of backends) {
  const describeIt = backend.absent ? describe.skip : describe;

  describeIt(`delivery by ${backend.name}`, () => {
    let database: TestDatabase;
    let queue: TestBackend;
    let writer: Correspondent;
    let reader: Correspondent;
    let post: Post;
    let closing: (() => Promise<unknown>)[] = [];
    const failures: Error[] = [];
    const onError = (error: Error): void => void failures.push(error);

    beforeAll(async () => {
      database = await freshDatabase();
      queue = await backend.open(database);
      writer = await Correspondent.open(database, 'employer');
      reader = await Correspondent.open(database, 'casefile');
    });

    beforeEach(() => {
      post = openPost(queue.post, onError);
    });

    afterEach(async () => {
      for (const close of closing.reverse()) await close();
      closing = [];
      reader.trouble = {};
      failures.length = 0;
      await post.close();
    });

    afterAll(async () => {
      await writer.close();
      await reader.close();
      await queue.close();
      await database.drop();
    });

    const startRelay = async (by: Post = post): Promise<Doorbell> => {
      const doorbell = new Doorbell(writer.database, database.as('employer'), onError);
      const relay = new Relay(writer.database, by, doorbell, onError);
      await relay.start();
      closing.push(() => relay.stop());
      return doorbell;
    };

    const startReceiving = (deliver = (letters: Letter[]) => reader.inbox.deliver(letters)): Receiver => {
      const receiver = post.receive('casefile', (bag) => deliver(bag.letters), onError);
      closing.push(() => receiver.close());
      return receiver;
    };

    const redelivery = (afterMs = redeliverAfterMs): Redelivery =>
      new Redelivery(
        reader.database,
        'casefile',
        ['employer'],
        afterMs,
        (letters) => reader.inbox.deliver(letters),
        onError,
      );

    const startRedelivery = (): void => {
      const started = redelivery();
      started.start();
      closing.push(() => started.stop());
    };

    const write = async (caseId: string, count: number): Promise<Letter[]> => {
      const letters: Letter[] = [];
      for (let n = 0; n < count; n += 1) letters.push(await writer.write(caseId, ['casefile']));
      return letters;
    };

    const arrived = (caseId: string, letters: Letter[]): Promise<void> =>
      eventually(async () => expect(await reader.handled(caseId)).toEqual(idsOf(letters)));

    /** Writes a letter and keeps its transaction open until it is told to commit. */
    const writeLate = async (caseId: string): Promise<{ letter: Letter; commit: () => Promise<unknown> }> => {
      let commit: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (commit = resolve));
      let written: (letter: Letter) => void = () => undefined;
      const letter = new Promise<Letter>((resolve) => (written = resolve));
      const transaction = writer.database.transaction(async (client) => {
        written(await writer.writeIn(client, caseId, ['casefile']));
        await held;
      });
      return {
        letter: await letter,
        commit: () => {
          commit();
          return transaction;
        },
      };
    };

    const positionOf = async (letter: Letter): Promise<number> => {
      const [row] = await database.query<{ position: number }>('select position from employer.event where id = $1', [
        letter.event.id,
      ]);
      return row?.position ?? NaN;
    };

    it('brings what was committed, without anybody asking for it', async () => {
      startReceiving();
      const doorbell = await startRelay();
      const caseId = v7();
      const letters = await write(caseId, 3);
      doorbell.ring();
      await arrived(caseId, letters);
    });

    it('is told by the process that committed, wherever the relay runs', async () => {
      startReceiving();
      await startRelay();
      const elsewhere = new Doorbell(writer.database, database.as('employer'), onError);
      closing.push(() => elsewhere.close());
      const caseId = v7();
      const letters = await write(caseId, 1);
      elsewhere.ring();
      await arrived(caseId, letters);
      // Without the bell it would be found after two seconds.
    });

    it('does not skip an event that is committed late with an earlier number', async () => {
      startReceiving();
      const doorbell = await startRelay();
      const [lateCase, caseId] = [v7(), v7()];
      const late = await writeLate(lateCase);
      const letters = await write(caseId, 2);
      doorbell.ring();
      await arrived(caseId, letters);
      await late.commit();
      doorbell.ring();
      await arrived(lateCase, [late.letter]);
      expect(await positionOf(late.letter)).toBeLessThan(await positionOf(letters[0]!));
    });

    it('does not skip it either where the queue has lost it', async () => {
      const [lateCase, caseId] = [v7(), v7()];
      const late = await writeLate(lateCase);
      const letters = await write(caseId, 2);
      startRedelivery();
      // What comes after an open transaction waits for it; so does the mark.
      await redelivery(0).round();
      expect(await reader.handled(caseId)).toEqual([]);
      await late.commit();
      await arrived(caseId, letters);
      await arrived(lateCase, [late.letter]);
      await forgetUnpublished();
    });

    const forgetUnpublished = () =>
      database.query('update employer.event set published_at = clock_timestamp() where published_at is null');

    it('loses nothing when the queue is emptied', async () => {
      const cases = Array.from({ length: lettersAtOnce }, () => v7());
      const letters = new Map<string, Letter[]>();
      const doorbell = await startRelay();
      for (const caseId of cases.slice(0, 20)) letters.set(caseId, await write(caseId, 2));
      doorbell.ring();
      await eventually(async () => {
        expect(await database.query('select 1 from employer.event where published_at is null')).toEqual([]);
      });
      await queue.empty();
      startReceiving();
      startRedelivery();
      for (const caseId of cases.slice(20)) letters.set(caseId, await write(caseId, 2));
      doorbell.ring();
      await queue.empty();
      for (const [caseId, written] of letters) await arrived(caseId, written);
    });

    it('shares the work between two relays without doubling effects', async () => {
      startReceiving();
      const bells = [await startRelay(), await startRelay()];
      const cases = Array.from({ length: lettersAtOnce }, () => v7());
      const letters = await Promise.all(cases.map((caseId) => write(caseId, 3)));
      for (const bell of bells) bell.ring();
      for (const [index, caseId] of cases.entries()) await arrived(caseId, letters[index]!);
    });

    it('repeats no effect when a relay dies between handing over and its commit', async () => {
      startReceiving();
      let deaths = 2;
      const dying: Post = {
        ...post,
        async send(addressee, bags) {
          await post.send(addressee, bags);
          if ((deaths -= 1) >= 0) throw new Error('killed before the commit');
        },
      };
      const doorbell = await startRelay(dying);
      const caseId = v7();
      const letters = await write(caseId, 3);
      doorbell.ring();
      await eventually(async () => {
        expect(await database.query('select 1 from employer.event where published_at is null')).toEqual([]);
      });
      await arrived(caseId, letters);
      expect(failures.map(({ message }) => message)).toEqual(['killed before the commit', 'killed before the commit']);
    });

    it('repeats no effect when a reader dies between handling and its commit, and parks nothing', async () => {
      let deaths = 2;
      reader.trouble = {
        storing: async (client) => {
          if ((deaths -= 1) >= 0) await client.query('select pg_terminate_backend(pg_backend_pid())');
        },
      };
      startReceiving();
      const doorbell = await startRelay();
      const caseId = v7();
      const letters = await write(caseId, 3);
      doorbell.ring();
      await arrived(caseId, letters);
      expect(await reader.parked()).toEqual([]);
    });

    it('goes on after its bell lost the connection, with one connection again', async () => {
      startReceiving();
      await startRelay();
      const terminated = await terminateBells();
      expect(terminated).toHaveLength(1);
      await eventually(async () => {
        const ringing = await bells();
        expect(ringing).toHaveLength(1);
        expect(ringing).not.toEqual(terminated);
      });
      const elsewhere = new Doorbell(writer.database, database.as('employer'), onError);
      closing.push(() => elsewhere.close());
      const caseId = v7();
      const letters = await write(caseId, 1);
      elsewhere.ring();
      await arrived(caseId, letters);
    });

    it('leaves no connection of the bell behind', async () => {
      await startRelay();
      await terminateBells();
      for (const close of closing.reverse()) await close();
      closing = [];
      await eventually(async () => expect(await bells()).toEqual([]));
    });

    const bells = async (): Promise<number[]> => {
      const rows = await database.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name like '%doorbell'`,
      );
      return rows.map(({ pid }) => pid);
    };

    const terminateBells = async (): Promise<number[]> => {
      const pids = await bells();
      for (const pid of pids) await database.query('select pg_terminate_backend($1)', [pid]);
      return pids;
    };

    it('hands a parked case over again by redelivery without handling it twice', async () => {
      const caseId = v7();
      startReceiving();
      const doorbell = await startRelay();
      reader.trouble = {
        handling: (letter) => {
          if (letter.event.caseId === caseId) throw new Error('cannot be done');
        },
      };
      const letters = await write(caseId, 2);
      doorbell.ring();
      await eventually(async () => expect(await reader.waiting(caseId)).toEqual({ counted: 2, kept: 2 }));
      startRedelivery();
      const other = v7();
      const others = await write(other, 1);
      doorbell.ring();
      await arrived(other, others);
      reader.trouble = {};
      await reader.inbox.retry([caseId]);
      await arrived(caseId, letters);
    });
  });
}
