import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { spawnProcess, type SpawnedProcess } from './spawned-process.js';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const listen = async (server: Server, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** The address of this database at a port where nobody listens until it is opened. */
async function behindDoor(database: TestDatabase): Promise<{ url: string; open(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const door = createServer((client) => {
    const { hostname, port } = new URL(database.url);
    const inside = connect(Number(port), hostname);
    for (const [one, other] of [
      [client, inside],
      [inside, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    if (door.listening) await new Promise((resolve) => door.close(resolve));
  });
  const scout = createServer();
  const port = await listen(scout, 0);
  await new Promise((resolve) => scout.close(resolve));
  return {
    url: Object.assign(new URL(database.url), { port: String(port) }).toString(),
    open: async () => {
      await listen(door, port);
    },
  };
}

const started = async (
  settings: Record<string, string> = {},
): Promise<{ chain: SpawnedProcess; open(): Promise<void> }> => {
  const database = await freshDatabase();
  closing.push(() => database.drop());
  const door = await behindDoor(database);
  const chain = await spawnProcess(database, { DATABASE_URL: door.url, ...settings });
  closing.push(() => chain.close());
  return { chain, open: () => door.open() };
};

const waits = (chain: SpawnedProcess): Promise<void> =>
  eventually(() => expect(chain.printed()).toContain('no database answers yet; waiting for it'));

describe('a process that is started before its database', () => {
  it('waits, says so, and serves once the database is there', async () => {
    const { chain, open } = await started();
    await waits(chain);
    expect(chain.addresses()).toBeUndefined();
    await open();
    await eventually(async () => {
      expect(chain.ended()).toBe(false);
      expect((await fetch(`${chain.addresses()?.url ?? 'http://127.0.0.1:1'}/health/ready`)).status).toBe(200);
    });
    const said = chain
      .printed()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(said).toContainEqual(expect.objectContaining({ msg: 'the database answers' }));
    expect(said.find(({ msg }) => String(msg).startsWith('no database answers'))).toMatchObject({
      database: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      secondsLeft: expect.any(Number),
    });
  }, 30_000);

  it('gives up when its patience is over, and says what to do', async () => {
    const { chain } = await started({ DATABASE_PATIENCE: '1' });
    await eventually(() => expect(chain.ended()).toBe(true));
    expect(await chain.stop()).toBe(1);
    expect(chain.printed()).toMatch(/No database answers at 127\.0\.0\.1:\d+ .* set DATABASE_URL/);
  });

  it('stops at once when it is told to while it waits', async () => {
    const { chain } = await started();
    await waits(chain);
    const toldAt = performance.now();
    expect(await chain.stop()).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(5_000);
  });
});
