import { isVaultCommand, type ContextName, type PartKind } from '../../libs/contract/index.js';
import { isObject, objectsIn, textOf, type Json, type JsonObject } from '../scenario/json.js';

/** What the system said that it did. */
export interface Accepted {
  entry: string;
  caseId: string;
  context: ContextName;
  command: string;
  part: { kind: PartKind; id: string };
  events: { id: string; type: string }[];
  /** What the references of the case became. */
  created: [string, string][];
  person: string;
  key: string;
}

const contextOfPart: Record<PartKind, ContextName> = {
  'incident-report': 'employer',
  'police-report': 'police',
  file: 'prosecution',
  'halt-referral': 'halt',
  claim: 'recovery',
};

/** Whose journal holds what was done by this command on this kind of part. */
export function journalOf(kind: PartKind, command: string): ContextName {
  if (command === 'waiveAgreement') return 'agreements';
  return isVaultCommand(command) ? 'vault' : contextOfPart[kind];
}

export interface Given {
  command: string;
  kind: PartKind;
  person: string;
  key: string;
}

/** The answer to an accepted command; undefined where it is none. */
export function readAccepted(json: Json | undefined, { command, kind, person, key }: Given): Accepted | undefined {
  if (!isObject(json) || !isObject(json.part)) return undefined;
  const [entry, caseId, id] = [textOf(json.id), textOf(json.caseId), textOf(json.part.id)];
  if (entry === undefined || caseId === undefined || id === undefined) return undefined;
  const events = objectsIn(json.events).map((event) => ({
    id: textOf(event.id) ?? '',
    type: textOf(event.type) ?? '',
  }));
  const references = Object.entries(isObject(json.created) ? json.created : {});
  const created = references.flatMap(([name, made]): [string, string][] =>
    typeof made === 'string' ? [[name, made]] : [],
  );
  const context = journalOf(kind, command);
  return { entry, caseId, context, command, part: { kind, id }, events, created, person, key };
}

interface Payment {
  amountCents: number;
  reversed: boolean;
}

/** What was accepted, and what must follow from it: kept apart from the system, from its answers only. */
export class Books {
  private readonly byEntry = new Map<string, Accepted>();
  private readonly paid = new Map<string, Map<string, Payment>>();

  get accepted(): readonly Accepted[] {
    return [...this.byEntry.values()];
  }

  /** Enters an answer; a second one about the same entry must say the same. Answers what is wrong with it. */
  enter(accepted: Accepted, body: JsonObject): string | undefined {
    const before = this.byEntry.get(accepted.entry);
    if (before) return sameAnswer(before, accepted) ? undefined : `entry ${accepted.entry} is answered in two ways`;
    this.byEntry.set(accepted.entry, accepted);
    const has = (type: string): boolean => accepted.events.some((event) => event.type === type);
    if (has('payment.received') || has('advance.paid')) this.pay(accepted.part.id, body);
    if (has('payment.reversed')) this.reverse(accepted.part.id, textOf(body.reference) ?? '');
    return undefined;
  }

  /** The payments that stand, per claim and reference, in cents. */
  standing(claim: string): Map<string, number> {
    const payments = [...(this.paid.get(claim) ?? [])].filter(([, { reversed }]) => !reversed);
    return new Map(payments.map(([reference, { amountCents }]) => [reference, amountCents]));
  }

  get claims(): string[] {
    return [...this.paid.keys()];
  }

  private pay(claim: string, body: JsonObject): void {
    const payments = this.paid.get(claim) ?? new Map<string, Payment>();
    this.paid.set(claim, payments);
    payments.set(textOf(body.reference) ?? '', { amountCents: Number(body.amountCents), reversed: false });
  }

  private reverse(claim: string, reference: string): void {
    const payments = this.paid.get(claim) ?? new Map<string, Payment>();
    this.paid.set(claim, payments);
    payments.set(reference, { amountCents: payments.get(reference)?.amountCents ?? 0, reversed: true });
  }
}

/** Apart from the version and the state, which may have moved on. */
const sameAnswer = (one: Accepted, other: Accepted): boolean =>
  one.caseId === other.caseId &&
  one.part.id === other.part.id &&
  one.command === other.command &&
  JSON.stringify(one.events) === JSON.stringify(other.events);
