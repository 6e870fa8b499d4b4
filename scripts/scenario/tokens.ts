import { setTimeout as pause } from 'node:timers/promises';
import { isObject } from './json.js';

export interface Token {
  text: string;
  /** The identifier of the person. */
  subject: string;
}

/** Access tokens live fifteen minutes: older than ten they are renewed. */
const renewAfterMilliseconds = 10 * 60_000;
const patienceMilliseconds = 60_000;

/** Tokens of the invented people, one per `role@organisation#n`, from the issuer by client credentials. */
export class Tokens {
  private readonly kept = new Map<string, { token: Promise<Token>; since: number }>();

  constructor(
    private readonly issuer: () => string,
    private readonly secret = 'demo',
  ) {}

  of(person: string): Promise<Token> {
    const kept = this.kept.get(person);
    if (kept && performance.now() - kept.since < renewAfterMilliseconds) return kept.token;
    const token = this.ask(person);
    this.kept.set(person, { token, since: performance.now() });
    token.catch(() => this.forget(person));
    return token;
  }

  forget(person: string): void {
    this.kept.delete(person);
  }

  private async ask(person: string): Promise<Token> {
    const until = performance.now() + patienceMilliseconds;
    for (;;) {
      const answer = await this.attempt(person);
      const retry = !(answer instanceof Response) || answer.status === 503 || answer.status === 429;
      if (!retry) return readToken(person, answer);
      if (performance.now() > until) throw new Error(`no token for ${person}: the issuer does not answer`);
      await pause(200);
    }
  }

  private attempt(person: string): Promise<Response | Error> {
    const basic = Buffer.from(`${formEncoded(person)}:${formEncoded(this.secret)}`).toString('base64');
    return fetch(`${this.issuer().replace(/\/$/, '')}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    }).catch((error: unknown) => error as Error);
  }
}

async function readToken(person: string, response: Response): Promise<Token> {
  const text = await response.text();
  if (!response.ok) throw new Error(`no token for ${person}: ${response.status} ${text.slice(0, 300)}`);
  const answer: unknown = JSON.parse(text);
  const token = isObject(answer) && typeof answer.access_token === 'string' ? answer.access_token : '';
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || 'null');
  if (!isObject(claims) || typeof claims.sub !== 'string') throw new Error(`no token for ${person}: it names nobody`);
  return { text: token, subject: claims.sub };
}

/** RFC 6749, 2.3.1: client identifier and secret are form-encoded before they go into the basic header. */
export const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
