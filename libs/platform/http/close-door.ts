import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

const longestGoodbye = 300;
const longestRequest = 8_000;

/**
 * While the server stops it takes no more connections, and answers what comes over those that are open. A request that
 * is on its way to us can't be told from a connection that is idle, so idle ones are cut only after a moment in which
 * every answer asks to close.
 */
export function closeInGoodOrder(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('preClose', () => {
    closing = true;
    return closeDoor(fastify.server);
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('Connection', 'close');
  });
}

async function closeDoor(server: Server): Promise<void> {
  if (!server.listening) return;
  const door = { open: true };
  const closed = new Promise<void>((resolve) => {
    // Not its own close, which cuts idle connections at once.
    NetServer.prototype.close.call(server, () => {
      door.open = false;
      resolve();
    });
  });
  await Promise.race([closed, pause(longestGoodbye)]);
  const until = Date.now() + longestRequest;
  while (door.open && Date.now() < until) {
    server.closeIdleConnections();
    await Promise.race([closed, pause(20)]);
  }
  server.closeAllConnections();
}
