import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContextName } from '../libs/contract/index.js';
import { openPost, type Bag, type Post, type Receiver } from '../libs/platform/messaging/post.js';
import { Database } from '../libs/platform/persistence/database.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';

const readyForQuery = Buffer.from('Z\0\0\0\x05I', 'latin1');

/** What PostgreSQL sends to everybody when it is stopped. */
const farewell = ((): Buffer => {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0', 'latin1');
  const head = Buffer.from('E\0\0\0\0', 'latin1');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
})();

/** An address that refuses everybody until it is opened, and then leads to the database. */
class Gate {
  /** Cuts every connection over which this is asked. */
  cutAt: string | undefined;
  /** Of which connections the database takes leave in the same breath in which it says that they are made. */
  leavesFrom = Infinity;
  private made = 0;
  private readonly server: Server;
  private readonly passing = new Set<Socket>();

  private constructor(
    private readonly target: URL,
    readonly port: number,
  ) {
    this.server = createServer((socket) => {
      socket.on('data', (sent) => {
        if (this.cutAt !== undefined && sent.includes(this.cutAt)) socket.destroy();
      });
      const beyond = connect(Number(this.target.port), this.target.hostname);
      for (const end of [socket, beyond]) {
        this.passing.add(end);
        end.on('error', () => undefined);
      }
      socket.on('close', () => beyond.destroy());
      beyond.on('close', () => socket.destroy());
      socket.pipe(beyond);
      let isMade = false;
      beyond.on('data', (sent) => {
        const isMadeNow = !isMade && sent.includes(readyForQuery);
        if (isMadeNow) this.made += 1;
        isMade ||= isMadeNow;
        if (isMadeNow && this.made >= this.leavesFrom) socket.end(Buffer.concat([sent, farewell]));
        else socket.write(sent);
      });
    });
  }

  static async closed(url: string): Promise<Gate> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    return new Gate(new URL(url), port);
  }

  get url(): string {
    return Object.assign(new URL(this.target), { host: `127.0.0.1:${String(this.port)}` }).toString();
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    for (const end of this.passing) end.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('a queue whose database was away when it was first asked for', () => {
  let database: TestDatabase;
  let gate: Gate;
  let post: Post;
  const failures: Error[] = [];
  const onError = (error: Error): void => void failures.push(error);

  /** Receives what comes for the addressee, and keeps it. */
  function keeping(from: Post, addressee: ContextName): { delivered: Bag[]; receiver: Receiver } {
    const delivered: Bag[] = [];
    const keep = (bag: Bag): Promise<void> => {
      delivered.push(bag);
      return Promise.resolve();
    };
    return { delivered, receiver: from.receive(addressee, keep, onError) };
  }

  beforeAll(async () => {
    database = await freshDatabase();
    gate = await Gate.closed(database.as('queue'));
    post = openPost({ queueDatabaseUrl: gate.url }, onError);
  });

  afterAll(async () => {
    await post.close();
    await gate.close();
    await database.drop();
  });

  it('is opened once it is there: it takes bags and hands them out', async () => {
    const { delivered, receiver } = keeping(post, 'casefile');
    const bag: Bag = { letters: [] };
    const send = (): Promise<void> => post.send('casefile', [bag]);
    await expect(send()).rejects.toThrow('ECONNREFUSED');
    await expect(post.depthOf('casefile')).rejects.toThrow('ECONNREFUSED');
    await eventually(() => expect(failures.length).toBeGreaterThan(0));

    await gate.open();
    await send();
    await eventually(() => expect(delivered).toEqual([bag]));
    await receiver.close();
  });

  it('ends no process when the connection is lost while it is opened', async () => {
    const cutting = await Gate.closed(database.as('queue'));
    cutting.cutAt = 'pg_advisory';
    await cutting.open();
    const another = openPost({ queueDatabaseUrl: cutting.url }, onError);
    await expect(another.send('casefile', [{ letters: [] }])).rejects.toThrow(/terminated|ECONNRESET|not queryable/);
    cutting.cutAt = undefined;
    await another.send('casefile', [{ letters: [] }]);
    await another.close();
    await cutting.close();
  });

  it('ends no process when the database takes leave of a connection just made, and opens it again', async () => {
    const leaving = await Gate.closed(database.as('queue'));
    await leaving.open();
    leaving.leavesFrom = 2;
    const another = openPost({ queueDatabaseUrl: leaving.url }, onError);
    const { delivered, receiver } = keeping(another, 'vault');
    const bag: Bag = { letters: [] };
    const before = failures.length;
    await eventually(() => expect(failures.length).toBeGreaterThan(before + 3));
    leaving.leavesFrom = Infinity;
    await another.send('vault', [bag]);
    await eventually(() => expect(delivered).toEqual([bag]));
    await receiver.close();
    await another.close();
    await leaving.close();
  });

  it('ends no process when a context loses a connection just made, and goes on', async () => {
    const leaving = await Gate.closed(database.as('casefile'));
    await leaving.open();
    const casefile = await Database.connect({ schema: 'casefile', url: leaving.url });
    const held = await casefile.pool.connect();
    const ask = (): Promise<unknown> => casefile.transaction((client) => client.query('select 1'));
    leaving.leavesFrom = 1;
    await expect(ask()).rejects.toThrow(/terminat|not queryable/);
    leaving.leavesFrom = Infinity;
    await ask();
    held.release();
    await casefile.close();
    await leaving.close();
  });

  it('closes while it is away', async () => {
    const away = await Gate.closed(database.as('queue'));
    const another = openPost({ queueDatabaseUrl: away.url }, onError);
    const before = failures.length;
    const receiver = another.receive('casefile', () => Promise.resolve(), onError);
    await eventually(() => expect(failures.length).toBeGreaterThan(before));
    await receiver.close();
    await another.close();
  });
});
