import { setTimeout as pause } from 'node:timers/promises';
import { isObject, textOf, type Json } from '../scenario/json.js';
import type { Tokens } from '../scenario/tokens.js';
import type { Diary } from './diary.js';

export interface Request {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: Json;
  key?: string;
  /** Break off the first attempt after so many milliseconds, as if the answer were lost. */
  loseAfter?: number;
}

export interface Reply {
  status: number;
  json: Json | undefined;
  attempts: number;
}

/** Longer than anything is broken. */
const patienceMilliseconds = 180_000;
const longestAnswer = 45_000;

/** The system gave no answer for so long that nobody would go on waiting. */
export class NoAnswer extends Error {}

/** HTTP by someone who does not give up: the same request with the same key, until there is an answer. */
export class Caller {
  private turn = 0;

  constructor(
    private readonly gateways: readonly string[],
    private readonly tokens: Tokens,
    private readonly diary: Diary,
  ) {}

  /** People are known to the system from when they first had a token. */
  async introduce(person: string): Promise<void> {
    await this.tokens.of(person).catch(() => undefined);
  }

  async send(as: string | undefined, request: Request): Promise<Reply> {
    const until = performance.now() + patienceMilliseconds;
    let wait = 50;
    let refusals = 0;
    for (let attempts = 1; ; attempts += 1) {
      const reply = await this.attempt(as, request, attempts);
      // Who is asking is checked again with another token: the issuer may have new keys.
      if (reply?.status === 401 && as !== undefined && refusals < 5) {
        refusals += 1;
        this.tokens.forget(as);
      } else if (reply && reply.status !== 503 && reply.status !== 429) return reply;
      if (performance.now() > until) throw new NoAnswer(`${request.method} ${request.path}: ${told(reply)}`);
      this.diary.count('retries');
      await pause(wait);
      wait = Math.min(wait * 2, 1_000);
    }
  }

  private async attempt(as: string | undefined, request: Request, attempts: number): Promise<Reply | undefined> {
    const { method, path, body, key, loseAfter } = request;
    const lost = attempts === 1 && loseAfter !== undefined;
    if (lost) this.diary.count('lost answers');
    try {
      const token = as === undefined ? undefined : await this.tokens.of(as);
      const response = await fetch(new URL(path, this.nextGateway()), {
        method,
        signal: AbortSignal.timeout(lost ? loseAfter : longestAnswer),
        headers: {
          accept: 'application/json',
          ...(token ? { authorization: `Bearer ${token.text}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: parsed(await response.text()), attempts };
    } catch {
      return undefined;
    }
  }

  private nextGateway(): string {
    this.turn += 1;
    return this.gateways[this.turn % this.gateways.length] ?? '';
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** An answer in a few words: the status, and what the problem is called. */
export function told(reply: Reply | undefined): string {
  if (!reply) return 'no answer';
  const problem = isObject(reply.json) ? reply.json : {};
  const errors = Array.isArray(problem.errors) ? ` ${JSON.stringify(problem.errors)}` : '';
  return `${String(reply.status)} ${textOf(problem.detail) ?? ''}${errors}`.trim().slice(0, 400);
}

/** How a refusal is counted: its status, and its code where the problem has one. */
export function refusalKind(reply: Reply): string {
  const problem = isObject(reply.json) ? reply.json : {};
  const [first] = Array.isArray(problem.errors) ? problem.errors : [];
  const code = textOf(problem.code) ?? (isObject(first) ? textOf(first.code) : undefined);
  return code === undefined ? String(reply.status) : `${String(reply.status)} ${code}`;
}
