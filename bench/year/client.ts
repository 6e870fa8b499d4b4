import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Json, JsonObject } from '../../scripts/scenario/json.js';
import { Tokens } from '../../scripts/scenario/tokens.js';

export interface Reply {
  status: number;
  /** Read only where it is needed. */
  json: () => Promise<Json>;
}

const longestRestMs = 1_000;

/** HTTP on connections that stay open; waits where the system asks to. */
export class YearClient {
  /** How often the system had too much in hand to begin another case. */
  heldBack = 0;
  private readonly pool: Pool;
  private readonly tokens: Tokens;

  constructor(api: string, issuer: string, connections: number) {
    this.pool = new Pool(api, { connections, pipelining: 1 });
    this.tokens = new Tokens(() => issuer);
  }

  async send(as: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: JsonObject): Promise<Reply> {
    for (;;) {
      const { text } = await this.tokens.of(as);
      const answer = await this.pool.request({
        method,
        path,
        headers: { authorization: `Bearer ${text}`, 'content-type': 'application/json', accept: 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const told = await answer.body.text();
      if (answer.statusCode !== 503) {
        const json = (): Promise<Json> => Promise.resolve(JSON.parse(told) as Json);
        return { status: answer.statusCode, json };
      }
      this.heldBack += 1;
      await pause(Math.min(longestRestMs, Number(answer.headers['retry-after'] ?? 1) * 1_000));
    }
  }

  async known(person: string): Promise<void> {
    await this.tokens.of(person);
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
