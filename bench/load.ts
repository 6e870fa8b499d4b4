import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { nextIncident } from './incident.js';

export interface Target {
  url: string;
  path: string;
  headers: Record<string, string>;
}

export const json = { 'content-type': 'application/json' };

const connections = 32;
/** Until the first request of a constant rate. */
const headStartMs = 50;

/** Sends incident reports on 32 connections. */
export class Load {
  private readonly pool: Pool;

  constructor(private readonly target: Target) {
    this.pool = new Pool(target.url, { connections, pipelining: 1 });
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  /** How many are accepted per second, once it runs at full speed; each connection waits for its answer. */
  async perSecond(warmUpMs: number, measuredMs: number): Promise<number> {
    const from = performance.now() + warmUpMs;
    const until = from + measuredMs;
    let accepted = 0;
    await this.onEveryConnection(
      () => performance.now() < until,
      () => {
        const now = performance.now();
        if (now >= from && now < until) accepted += 1;
      },
    );
    return (accepted / measuredMs) * 1000;
  }

  /**
   * Milliseconds of each of so many requests that arrive at a constant rate, whether others were answered or not.
   * When each is to arrive is laid down before, and its time counts from then: who waits for a connection waits.
   */
  async latenciesAt(perSecond: number, count: number): Promise<number[]> {
    const begun = performance.now() + headStartMs;
    const latencies: number[] = [];
    const underway: Promise<void>[] = [];
    for (let number = 0; number < count; number += 1) {
      const due = begun + (number * 1000) / perSecond;
      const wait = due - performance.now();
      if (wait > 0) await pause(wait);
      underway.push(this.one().then(() => void latencies.push(performance.now() - due)));
    }
    await Promise.all(underway);
    return latencies;
  }

  async send(count: number): Promise<void> {
    let left = count;
    await this.onEveryConnection(
      () => left-- > 0,
      () => undefined,
    );
  }

  async one(): Promise<unknown> {
    const { path, headers } = this.target;
    const { statusCode, body } = await this.pool.request({ method: 'POST', path, headers, body: nextIncident() });
    const answer: unknown = await body.json();
    if (statusCode !== 201) throw new Error(`a report is answered with ${statusCode}: ${JSON.stringify(answer)}`);
    return answer;
  }

  private async onEveryConnection(more: () => boolean, accepted: () => void): Promise<void> {
    const connection = async (): Promise<void> => {
      while (more()) {
        await this.one();
        accepted();
      }
    };
    await Promise.all(Array.from({ length: connections }, connection));
  }
}
