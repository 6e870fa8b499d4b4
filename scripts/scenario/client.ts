import { setTimeout as pause } from 'node:timers/promises';
import type { Json } from './json.js';
import type { Tokens } from './tokens.js';

export interface Answer {
  method: string;
  path: string;
  status: number;
  /** Headers and body as they came, to search in. */
  raw: string;
  /** The body, where it is JSON. */
  json: Json | undefined;
}

export interface Sent {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: Json;
  idempotencyKey?: string;
}

/** The system cannot be reached, or answers what no caller can go on with. */
export class Unreachable extends Error {}

/** How long a system that is killed and started again is waited for. */
export const patienceMilliseconds = 60_000;

/**
 * HTTP with the patience of a queue: a dropped connection, 429 and 503 are tried again with the same
 * idempotency key, so a process that is killed and started again in between changes nothing.
 */
export class Client {
  constructor(
    /** Asked at every attempt: a restarted system may listen elsewhere. */
    private readonly address: () => string,
    private readonly tokens: Tokens | undefined,
    private readonly patience = patienceMilliseconds,
  ) {}

  get(as: string | undefined, path: string): Promise<Answer> {
    return this.send(as, { method: 'GET', path });
  }

  async send(as: string | undefined, sent: Sent): Promise<Answer> {
    const until = performance.now() + this.patience;
    let wait = 50;
    let renewed = false;
    for (;;) {
      const answer = await this.attempt(as, sent);
      if (answer instanceof Response) {
        // Signing keys may be new after a restart: a refused token is renewed once.
        if (answer.status === 401 && as && !renewed) {
          renewed = true;
          this.tokens?.forget(as);
          continue;
        }
        if (answer.status !== 503 && answer.status !== 429) return readAnswer(sent, answer);
      }
      if (performance.now() + wait > until) throw new Unreachable(`${sent.method} ${sent.path}: ${describe(answer)}`);
      await pause(wait);
      wait = Math.min(wait * 2, 1000);
    }
  }

  private async attempt(as: string | undefined, sent: Sent): Promise<Response | Error> {
    const token = as && this.tokens ? await this.tokens.of(as) : undefined;
    try {
      return await fetch(new URL(sent.path, this.address()), {
        method: sent.method,
        redirect: 'manual',
        headers: {
          accept: 'application/json',
          ...(token ? { authorization: `Bearer ${token.text}` } : {}),
          ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(sent.idempotencyKey ? { 'idempotency-key': sent.idempotencyKey } : {}),
        },
        ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
      });
    } catch (error) {
      return error as Error;
    }
  }
}

async function readAnswer(sent: Sent, response: Response): Promise<Answer> {
  const text = await response.text();
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return {
    method: sent.method,
    path: sent.path,
    status: response.status,
    raw: `${headers}\n\n${text}`,
    json: parsed(text),
  };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function describe(answer: Response | Error): string {
  if (answer instanceof Response) return `still ${answer.status} after a minute`;
  const cause = answer.cause instanceof Error ? `: ${answer.cause.message}` : '';
  return `${answer.message}${cause}`;
}
