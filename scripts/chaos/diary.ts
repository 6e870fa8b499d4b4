export interface Remark {
  at: number;
  /** Of one case; a disturbance is of none. */
  caseId?: string;
  words: string;
}

export const countNames = [
  'commands',
  'accepted',
  'retries',
  'lost answers',
  'repeated',
  'kills',
  'freezes',
  'postgres restarts',
  'redis flushes',
  'redis restarts',
  'connection floods',
  'held locks',
  'clock jumps',
  'poisoned',
] as const;
export type CountName = (typeof countNames)[number];

/** What the run did and what came of it, in the order in which it happened. */
export class Diary {
  readonly counts = new Map<string, number>(countNames.map((name) => [name, 0]));
  readonly accepted = new Map<string, number>();
  readonly refused = new Map<string, number>();
  readonly remarks: Remark[] = [];
  readonly faults: { caseId?: string; words: string }[] = [];

  constructor(private readonly tell: (line: string) => void) {}

  count(name: CountName, times = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + times);
  }

  countAccepted(command: string): void {
    this.count('accepted');
    this.accepted.set(command, (this.accepted.get(command) ?? 0) + 1);
  }

  countRefusal(kind: string): void {
    this.refused.set(kind, (this.refused.get(kind) ?? 0) + 1);
  }

  note(words: string, caseId?: string): void {
    const at = Date.now();
    this.remarks.push({ at, words, ...(caseId === undefined ? {} : { caseId }) });
    if (caseId === undefined) this.tell(`${new Date(at).toISOString().slice(11, 23)}  ${words}`);
  }

  fault(words: string, caseId?: string): void {
    this.faults.push({ words, ...(caseId === undefined ? {} : { caseId }) });
    this.note(`FAULT: ${words}`, caseId);
  }
}
