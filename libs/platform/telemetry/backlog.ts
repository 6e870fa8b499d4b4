import { Gauge, type Registry } from 'prom-client';
import type { ContextName } from '../../contract/index.js';

/** What is measured of work that waits, per context: never of a case, an organisation or a person. */
const described = {
  outboxEvents: ['chain_outbox_events', 'Committed events that the post does not have yet, by context.'],
  outboxAge: ['chain_outbox_age_seconds', 'Age of the oldest event that the post does not have yet, by context.'],
  queueBags: ['chain_queue_bags', 'Bags of letters in the queue, in hand or to be tried again, by addressee.'],
  queueLetters: ['chain_queue_letters', 'Letters in the queue, estimated from some bags, by addressee.'],
  queueAge: ['chain_queue_age_seconds', 'Age of the oldest bag that waits in the queue, by addressee.'],
  lettersWaiting: ['chain_letters_waiting', 'Letters that wait for an earlier one, by context.'],
  lettersParked: ['chain_letters_parked', 'Letters that could not be handled and are parked now, by context.'],
  termsOpen: ['chain_terms_open', 'Terms of agreements that run, overdue ones not among them.'],
  termsOverdue: ['chain_terms_overdue', 'Terms of agreements that were not met in time and still are not met.'],
  entriesUnsealed: ['chain_access_entries_unsealed', 'Entries of the access log that are not sealed yet.'],
  deposits: ['chain_vault_deposits', "Identities in the vault's letterbox that it has not taken in yet."],
} as const;

export type Measure = keyof typeof described;
export type Measured = Partial<Record<Measure, number>>;
/** The access log belongs to no context, but waits as they do. */
export type MeasuredAt = ContextName | 'audit';

/** The last that was measured, for who scrapes it and for who decides by it. What could not be measured is not known. */
export class Backlog {
  private readonly last = new Map<MeasuredAt, Measured>();
  private readonly gauges: ReadonlyMap<Measure, Gauge<'context'>>;

  constructor(registry: Registry) {
    this.gauges = new Map(
      (Object.keys(described) as Measure[]).map((measure) => {
        const [name, help] = described[measure];
        return [measure, new Gauge({ name, help, labelNames: ['context'] as const, registers: [registry] })];
      }),
    );
  }

  tell(context: MeasuredAt, measured: Measured): void {
    this.last.set(context, { ...this.last.get(context), ...measured });
    for (const [measure, value] of Object.entries(measured) as [Measure, number][])
      this.gauges.get(measure)?.set({ context }, value);
  }

  forget(context: MeasuredAt, measures: readonly Measure[]): void {
    const known = Object.entries(this.last.get(context) ?? {}).filter(([one]) => !measures.includes(one as Measure));
    this.last.set(context, Object.fromEntries(known));
    for (const measure of measures) this.gauges.get(measure)?.remove({ context });
  }

  of(context: MeasuredAt): Readonly<Measured> {
    return this.last.get(context) ?? {};
  }

  /** Everything that is known, per context. */
  all(): Partial<Record<MeasuredAt, Readonly<Measured>>> {
    return Object.fromEntries(this.last);
  }
}
