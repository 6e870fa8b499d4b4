import { setApart, type Apart } from '../shielding/identities.js';
import type { GuardKey } from '../shielding/guard-key.js';
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
  /** The request id. */
  request?: string;
}

/** Two requests are the same when their address and body are. Under a key: a body can be guessed. */
export const requestHash = (key: GuardKey, path: string, part: string, body: unknown): string =>
  key.fingerprintOf(`${path} ${part} ${JSON.stringify(body)}`);

export const hashOf = (key: GuardKey, order: Order): string =>
  requestHash(key, order.route.path, order.part, order.body);

/** The body as the journal may keep it, and the identities that go to the vault. Of a correction: those in its values. */
export function apart(order: Order): Apart {
  const known = setApartBefore.get(order) ?? apartOf(order);
  setApartBefore.set(order, known);
  return known;
}

/** An order is asked several times on its way. */
const setApartBefore = new WeakMap<Order, Apart>();

function apartOf({ body }: Order): Apart {
  const { values } = body as { values?: unknown };
  if (typeof values !== 'object' || values === null) return setApart(body as object);
  const { kept, identities } = setApart(values);
  return { kept: { ...(body as object), values: kept }, identities };
}
