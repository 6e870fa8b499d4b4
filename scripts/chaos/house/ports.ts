import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that a system gives to connections that go out: one of these would take the port of a process that is away. */
const first = 15_000;
const last = 32_000;

/** Ports that nobody has now; all asked for together are different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = first + Math.floor(Math.random() * (last - first));
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}
