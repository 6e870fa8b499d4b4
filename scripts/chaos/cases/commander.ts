import { isObject, textOf, type JsonObject } from '../../scenario/json.js';
import { readAccepted, type Accepted, type Books, type Given } from '../books.js';
import { refusalKind, told, type Caller, type Reply } from '../caller.js';
import type { Diary } from '../diary.js';
import type { Random } from '../random.js';

export interface Order extends Given {
  path: string;
  body: JsonObject;
  /** The case, where it is known. */
  caseId?: string;
}

const isDone = ({ status }: Reply): boolean => status === 200 || status === 201;
const fits = new Set([400, 403, 404, 409, 422]);

/** Gives commands the way callers in trouble do: breaks off, sends twice at once, sends again; and enters the answers. */
export class Commander {
  constructor(
    private readonly caller: Caller,
    private readonly books: Books,
    private readonly diary: Diary,
  ) {}

  /** Answers what was done, or nothing where it was refused. */
  async give(order: Order, random: Random): Promise<Accepted | undefined> {
    this.diary.count('commands');
    const replies = await this.ask(order, random);
    const accepted = replies.filter(isDone).map(({ json }) => readAccepted(json, order));
    const [first] = accepted;
    const caseId = first?.caseId ?? order.caseId;
    const words = replies.map((reply) => `${told(reply)} (${String(reply.attempts)})`).join(', ');
    const entry = first ? ` -> ${first.entry} ${first.events.map(({ type }) => type).join(' ')}` : '';
    this.diary.note(`${order.person} ${order.command} on ${order.path} [${order.key}]: ${words}${entry}`, caseId);
    if (!first) {
      this.judgeRefusals(order, replies, caseId);
      return undefined;
    }
    this.diary.countAccepted(order.command);
    for (const one of accepted) this.enter(one, first, order);
    return first;
  }

  private async ask(order: Order, random: Random): Promise<Reply[]> {
    const request = { method: 'POST', path: order.path, body: order.body, key: order.key } as const;
    const loseAfter = random.chance(0.12) ? random.whole(2, 60) : undefined;
    if (random.chance(0.1)) {
      this.diary.count('repeated');
      return Promise.all([this.caller.send(order.person, request), this.caller.send(order.person, request)]);
    }
    const first = await this.caller.send(order.person, {
      ...request,
      ...(loseAfter === undefined ? {} : { loseAfter }),
    });
    if (!isDone(first) || !random.chance(0.1)) return [first];
    this.diary.count('repeated');
    return [first, await this.caller.send(order.person, request)];
  }

  private enter(accepted: Accepted | undefined, first: Accepted, order: Order): void {
    if (accepted?.entry !== first.entry) {
      this.diary.fault(`the same ${order.command} [${order.key}] was done twice`, first.caseId);
      return;
    }
    const fault = this.books.enter(accepted, order.body);
    if (fault !== undefined) this.diary.fault(fault, first.caseId);
  }

  private judgeRefusals(order: Order, replies: readonly Reply[], caseId: string | undefined): void {
    for (const reply of replies) {
      this.diary.countRefusal(refusalKind(reply));
      if (isDone(reply)) this.diary.fault(`${order.command} has an answer that cannot be read`, caseId);
      else if (!fits.has(reply.status))
        this.diary.fault(`${order.command} [${order.key}] is answered ${told(reply)}`, caseId);
    }
  }
}

/** What a part lets this reader do now. */
export const allowedIn = (reply: Reply): string[] => {
  const allowed = isObject(reply.json) ? reply.json.allowed : undefined;
  return Array.isArray(allowed) ? allowed.flatMap((command) => textOf(command) ?? []) : [];
};
