import type { Instant, LocalDate } from '../contract/index.js';

/**
 * The ledger of one claim: what was awarded and what was paid. Entries are only added, never changed;
 * every balance is computed from them.
 */
export type AwardOrigin = 'judgment' | 'penal_order' | 'transaction' | 'halt' | 'court' | 'agreement';

/** What one suspect owes on the claim. The newest of a suspect replaces the one before. */
export interface AwardEntry {
  kind: 'award';
  suspect: string;
  amountCents: number;
  /** Jointly liable (hoofdelijk) with the others whose award says so. */
  jointly: boolean;
  origin: AwardOrigin;
  /** A compensation measure (Sr 36f), collected by the CJIB. */
  measure: boolean;
  violentOrSexual: boolean;
  at: Instant;
}

/** The award of this suspect is void. */
export interface AwardEndEntry {
  kind: 'award-end';
  suspect: string;
  cause: string;
  at: Instant;
}

export interface PaymentEntry {
  kind: 'payment';
  /** A suspect, or one of `otherSources`. */
  from: string;
  amountCents: number;
  reference: string;
  receivedOn: LocalDate;
  /** What the victim could get in all when this was paid: the award, or the claim where it is settled amicably. */
  dueCents: number;
  at: Instant;
}

/** Takes back the payment that it names. */
export interface ReversalEntry {
  kind: 'reversal';
  reverses: string;
  reason: string;
  at: Instant;
}

export type LedgerEntry = AwardEntry | AwardEndEntry | PaymentEntry | ReversalEntry;

export const otherSources = ['state_advance', 'insurer', 'violence_fund'] as const;
export type OtherSource = (typeof otherSources)[number];
export const isOtherSource = (from: string): from is OtherSource => (otherSources as readonly string[]).includes(from);

export const paymentsOf = (entries: readonly LedgerEntry[]): PaymentEntry[] =>
  entries.filter((entry) => entry.kind === 'payment');

export const isReversed = (entries: readonly LedgerEntry[], reference: string): boolean =>
  entries.some((entry) => entry.kind === 'reversal' && entry.reverses === reference);

export const standingPayments = (entries: readonly LedgerEntry[]): PaymentEntry[] =>
  paymentsOf(entries).filter((payment) => !isReversed(entries, payment.reference));

export function liveAwards(entries: readonly LedgerEntry[]): AwardEntry[] {
  const live = new Map<string, AwardEntry>();
  for (const entry of entries) {
    if (entry.kind === 'award') live.set(entry.suspect, entry);
    if (entry.kind === 'award-end') live.delete(entry.suspect);
  }
  return [...live.values()];
}

/** What the injured party can get by these awards: joint ones overlap; never more than the claim. */
export function totalAwarded(awards: readonly AwardEntry[], claimed: number): number {
  return Math.min(
    claimed,
    combined(awards, (award) => award.amountCents),
  );
}

/** Several joint debts are one debt as large as the largest; the others add up. */
export function combined(awards: readonly AwardEntry[], amountOf: (award: AwardEntry) => number): number {
  const own = awards.filter((award) => !award.jointly).map(amountOf);
  const joint = awards.filter((award) => award.jointly).map(amountOf);
  return own.reduce((sum, amount) => sum + amount, 0) + Math.max(0, ...joint);
}

export interface Balance {
  /** What the injured party has received, from all sources. */
  receivedCents: number;
  /** What the state advanced and no offender has paid back. */
  owedToStateCents: number;
}

/** An offender's payment goes first to what the injured party still gets, then to the state. */
export function balance(entries: readonly LedgerEntry[]): Balance {
  const sum: Balance = { receivedCents: 0, owedToStateCents: 0 };
  for (const payment of standingPayments(entries)) {
    const toState = isOtherSource(payment.from) ? 0 : partForTheState(payment, sum);
    sum.receivedCents += payment.amountCents - toState;
    sum.owedToStateCents += payment.from === 'state_advance' ? payment.amountCents : -toState;
  }
  return sum;
}

function partForTheState(payment: PaymentEntry, before: Balance): number {
  const stillForVictim = Math.max(0, payment.dueCents - before.receivedCents);
  return Math.min(before.owedToStateCents, Math.max(0, payment.amountCents - stillForVictim));
}

/** What the suspect of this award still owes, to whomever: with joint debtors a payment by one lowers what all owe. */
export function owedOn(award: AwardEntry, entries: readonly LedgerEntry[]): number {
  const joint = liveAwards(entries).filter((other) => other.jointly);
  const debtors = award.jointly ? joint.map((other) => other.suspect) : [award.suspect];
  return Math.max(0, award.amountCents - paidBy(entries, debtors));
}

export const paidBy = (entries: readonly LedgerEntry[], sources: readonly string[]): number =>
  standingPayments(entries)
    .filter((payment) => sources.includes(payment.from))
    .reduce((sum, payment) => sum + payment.amountCents, 0);
