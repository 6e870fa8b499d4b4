import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unavailable } from './problem.js';
import { sendProblem } from './problem-filter.js';
import { setHeadersOfEveryResponse } from './request-hooks.js';

/**
 * Whatever is slow behind us, what waits for it here is bounded: a request too many is told at once to come again,
 * instead of waiting in memory. Who looks after the process (health, metrics) is always answered.
 */
export function limitRequestsAtOnce(fastify: FastifyInstance, most: number): void {
  const inHand = new WeakSet<FastifyRequest>();
  let count = 0;
  fastify.addHook('onRequest', async (request, reply) => {
    if (/^\/(health\/|metrics$)/.test(request.url)) return;
    if (count >= most) {
      const { problem, headers } = unavailable('Too many requests are in hand at the moment.', 1);
      setHeadersOfEveryResponse(request, reply);
      sendProblem(request, reply, problem, headers);
      return reply;
    }
    count += 1;
    inHand.add(request);
    // Also when the one who asks hangs up before the answer.
    reply.raw.once('close', () => {
      if (inHand.delete(request)) count -= 1;
    });
  });
}
