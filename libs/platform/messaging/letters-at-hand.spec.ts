import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { eventually } from '../../../test/eventually.js';
import { Doorbell } from './doorbell.js';
import type { Letter } from './letter.js';
import { openPost, type Post, type Receiver } from './post.js';
import { Relay } from './relay.js';
import { backends, type TestBackend } from './testing/backends.js';
import { Correspondent, idsOf } from './testing/correspondent.js';

for (const backend of backends) {
  const describeIt = backend.absent ? describe.skip : describe;

  describeIt(`letters at hand, by ${backend.name}`, () => {
    let database: TestDatabase;
    let queue: TestBackend;
    let writer: Correspondent;
    let reader: Correspondent;
    let post: Post;
    let receiver: Receiver;
    let relay: Relay;
    let doorbell: Doorbell;
    let failures: string[];
    /** What goes wrong once a bag was sent, or before. */
    let trouble: { before?: () => void; after?: () => void };

    beforeAll(async () => {
      database = await freshDatabase();
      queue = await backend.open(database);
      writer = await Correspondent.open(database, 'employer');
      reader = await Correspondent.open(database, 'casefile');
    });

    beforeEach(async () => {
      failures = [];
      trouble = {};
      const onError = ({ message }: Error): void => void failures.push(message);
      post = openPost(queue.post, onError);
      receiver = post.receive('casefile', ({ letters }) => reader.inbox.deliver(letters), onError);
      doorbell = new Doorbell(writer.database, database.as('employer'), onError);
      relay = new Relay(writer.database, { ...post, send: sendInTrouble }, doorbell, onError);
      await relay.start();
      // From here on the relay has nothing else to do.
      const caseId = v7();
      const letters = await write(caseId, 1);
      doorbell.ring();
      await arrived(caseId, letters);
      await published();
    });

    afterEach(async () => {
      await relay.stop();
      await receiver.close();
      await post.close();
    });

    afterAll(async () => {
      await writer.close();
      await reader.close();
      await queue.close();
      await database.drop();
    });

    const sendInTrouble: Post['send'] = async (addressee, bags) => {
      trouble.before?.();
      await post.send(addressee, bags);
      trouble.after?.();
    };

    const write = async (caseId: string, count: number): Promise<Letter[]> => {
      const letters: Letter[] = [];
      for (let n = 0; n < count; n += 1) letters.push(await writer.write(caseId, ['casefile']));
      return letters;
    };

    const arrived = (caseId: string, letters: Letter[]): Promise<void> =>
      eventually(async () => expect(await reader.handled(caseId)).toEqual(idsOf(letters)));

    const unpublished = () => database.query('select id from employer.event where published_at is null');
    const published = () => eventually(async () => expect(await unpublished()).toEqual([]));

    it('go to the post as they are, and are marked afterwards', async () => {
      const caseId = v7();
      const letters = await write(caseId, 2);
      await database.query(`update employer.event set published_at = 'infinity' where published_at is null`);
      // In the outbox nobody would find them now.
      await eventually(async () => {
        doorbell.ring(letters);
        expect(await reader.handled(caseId)).toEqual(idsOf(letters));
      });
      const more = await write(caseId, 1);
      doorbell.ring(more);
      await arrived(caseId, [...letters, ...more]);
      await published();
    });

    it('are found in the outbox where the post did not take them', async () => {
      const caseId = v7();
      const letters = await write(caseId, 2);
      trouble.before = () => {
        throw new Error('the post is closed');
      };
      doorbell.ring(letters);
      await eventually(() => {
        expect(failures).toContain('the post is closed');
      });
      trouble = {};
      await arrived(caseId, letters);
      await published();
    });

    it('have no effect twice when a process dies between handing them over and marking them', async () => {
      const caseId = v7();
      const letters = await write(caseId, 3);
      trouble.after = () => {
        trouble = {};
        throw new Error('killed before the mark');
      };
      doorbell.ring(letters);
      await published();
      await arrived(caseId, letters);
      expect(failures).toEqual(['killed before the mark']);
    });

    it('are brought once each where others come while the relay is at work', async () => {
      const cases = Array.from({ length: 20 }, () => v7());
      const letters = await Promise.all(
        cases.map(async (caseId) => {
          const written = await write(caseId, 2);
          doorbell.ring(written);
          return written;
        }),
      );
      for (const [index, caseId] of cases.entries()) await arrived(caseId, letters[index] ?? []);
      await published();
    });
  });
}
