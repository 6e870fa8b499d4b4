import { Client, Unreachable, type Answer } from './client.js';
import { isObject, textOf, type Json, type JsonObject } from './json.js';
import { Offer } from './offer.js';
import type { OrganisationGiven } from './scenario.js';
import { Tokens } from './tokens.js';

const administrator = 'administrator@operator';
const quietPatienceMilliseconds = 120_000;

/** Where a system listens; asked again at every call, because a restarted one may listen elsewhere. */
export interface Address {
  api(): string;
  issuer(): string;
}

/** A running system, seen from outside: over HTTP only. */
export class Chain {
  private now = -Infinity;

  private constructor(
    readonly client: Client,
    readonly tokens: Tokens,
    readonly offer: Offer,
  ) {}

  static async at(url: string, issuer?: string): Promise<Chain> {
    const found = issuer ?? (await issuerOf(url));
    return Chain.on({ api: () => url, issuer: () => found });
  }

  static async on(address: Address): Promise<Chain> {
    const tokens = new Tokens(() => address.issuer());
    const client = new Client(() => address.api(), tokens);
    const document = await client.get(undefined, '/v1/openapi.json');
    if (document.status !== 200) throw new Error(`GET /v1/openapi.json answers ${document.status}`);
    const chain = new Chain(client, tokens, Offer.from(document.json));
    await chain.readClock();
    return chain;
  }

  /** The time on the system's clock, in milliseconds. */
  get time(): number {
    return this.now;
  }

  async register(code: string, given: OrganisationGiven): Promise<void> {
    const body = { name: code, ...given } as unknown as Json;
    const answer = await this.client.send(administrator, { method: 'PUT', path: `/v1/organisations/${code}`, body });
    if (answer.status >= 300) throw new Error(`organisation ${code} is not accepted: ${told(answer)}`);
  }

  /** Forward only; a clock that is further already is said to be. */
  async setClock(moment: number): Promise<void> {
    if (moment === this.now) return;
    if (moment < this.now)
      throw new Error(`the clock of the system stands at ${iso(this.now)} already, ahead of ${iso(moment)}`);
    const answer = await this.client.send(administrator, {
      method: 'PUT',
      path: '/v1/clock',
      body: { now: iso(moment) },
    });
    if (answer.status === 404) throw new Error('this system has no scenario clock: start it with CLOCK=scenario');
    if (answer.status >= 300) throw new Error(`the clock cannot be set to ${iso(moment)}: ${told(answer)}`);
    this.now = moment;
  }

  /** Waits until nothing is under way. What is parked holds the rest of its case up: nothing more will come of it. */
  async quiet(): Promise<void> {
    const until = performance.now() + quietPatienceMilliseconds;
    for (;;) {
      const { quiet, parked } = await this.readClock('?quiet=true');
      if (parked > 0)
        throw new Unreachable(`${parked} event(s) could not be handled and are parked: see npm run parked`);
      if (quiet) return;
      if (performance.now() > until) throw new Unreachable('the chain does not become quiet');
    }
  }

  async subjectOf(person: string): Promise<string> {
    return (await this.tokens.of(person)).subject;
  }

  /** All pages of a list, as this reader gets them. */
  async pages(as: string, path: string): Promise<Answer[]> {
    const answers: Answer[] = [];
    let next: string | undefined = path;
    while (next) {
      const answer: Answer = await this.client.get(as, next);
      answers.push(answer);
      next = answer.status === 200 ? nextPage(answer.json, path) : undefined;
    }
    return answers;
  }

  private async readClock(query = ''): Promise<{ quiet: boolean; parked: number }> {
    const answer = await this.client.get(administrator, `/v1/clock${query}`);
    if (answer.status === 404) throw new Error('this system has no scenario clock: start it with CLOCK=scenario');
    const clock: JsonObject = isObject(answer.json) ? answer.json : {};
    const now = Date.parse(textOf(clock.now) ?? '');
    if (Number.isNaN(now)) throw new Error(`the clock cannot be read: ${told(answer)}`);
    this.now = now;
    const parked = typeof clock.parked === 'number' ? clock.parked : 0;
    return { quiet: clock.quiet === true, parked };
  }
}

/** The next page: a link, or a cursor to be given in the same query. */
export function nextPage(json: Json | undefined, path: string): string | undefined {
  const next = isObject(json) ? json.next : undefined;
  const items = isObject(json) && Array.isArray(json.items) ? json.items : [];
  if (typeof next !== 'string' || next === '' || items.length === 0) return undefined;
  if (next.startsWith('/')) return next;
  if (/^https?:/.test(next)) return next;
  const [base = path, query = ''] = path.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set(parameters.has('after') || base === '/v1/events' ? 'after' : 'cursor', next);
  return `${base}?${parameters}`;
}

export const itemsOf = (answers: readonly Answer[]): JsonObject[] =>
  answers.flatMap(({ json }) => (isObject(json) && Array.isArray(json.items) ? json.items.filter(isObject) : []));

async function issuerOf(url: string): Promise<string> {
  const answer = await new Client(() => url, undefined).get(undefined, '/.well-known/oauth-protected-resource');
  const servers = isObject(answer.json) ? answer.json.authorization_servers : undefined;
  const issuer = Array.isArray(servers) ? textOf(servers[0]) : undefined;
  if (!issuer) throw new Error(`${url} does not say who issues its tokens; give --issuer`);
  return issuer;
}

const iso = (moment: number): string => new Date(moment).toISOString();

/** An answer in a few words, with the problem that it tells. */
export function told(answer: Answer): string {
  const problem = isObject(answer.json) ? answer.json : undefined;
  if (!problem) return `${answer.status}`;
  return `${answer.status} ${JSON.stringify(problem).slice(0, 1500)}`;
}
