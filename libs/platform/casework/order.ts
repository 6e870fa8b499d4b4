import { createHash } from 'node:crypto';
import type { Person } from './case-context.js';
import type { CommandRoute } from './command-route.js';

/** A command as it came in. */
export interface Order {
  route: CommandRoute;
  /** The part that is addressed; empty for a command that begins a case. */
  part: string;
  body: unknown;
  person: Person;
  idempotencyKey?: string;
  /** The version that the client has seen, where it said so. */
  ifVersion?: number;
}

/** Two requests are the same when their address and body are. */
export const requestHash = (path: string, part: string, body: unknown): string =>
  createHash('sha256')
    .update(`${path} ${part} ${JSON.stringify(body)}`)
    .digest('base64');

export const hashOf = (order: Order): string => requestHash(order.route.path, order.part, order.body);
