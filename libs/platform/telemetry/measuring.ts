import type { Backlog, Measure, Measured, MeasuredAt } from './backlog.js';

/** One question about work that waits. */
export interface Probe {
  context: MeasuredAt;
  measures: readonly Measure[];
  /** Asked in one round of so many: for what costs more and changes slowly. Absent: in each. */
  roundsBetween?: number;
  measure(): Promise<Measured>;
}

const longestAnswer = 3_000;

/**
 * Asks every question in turn, rests, and begins again: one question at a time, and none because somebody scrapes or
 * calls. One that is not answered does not hold up the others, and is not asked again before it is.
 */
export class Measuring {
  private readonly probes: Probe[] = [];
  private readonly unanswered = new Set<Probe>();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;
  private rounds = 0;

  constructor(
    private readonly backlog: Backlog,
    private readonly everyMs: number,
    private readonly onError: (error: Error, context: MeasuredAt) => void,
  ) {}

  /** What is asked already, by another context of this process, is not asked twice. */
  add(...probes: Probe[]): void {
    const fresh = probes.filter(
      (probe) => !this.probes.some((one) => one.context === probe.context && one.measures[0] === probe.measures[0]),
    );
    this.probes.push(...fresh);
  }

  start(): void {
    this.working = this.round().finally(() => {
      if (this.stopped) return;
      this.timer = setTimeout(() => {
        this.start();
      }, this.everyMs);
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private async round(): Promise<void> {
    const due = this.probes.filter(({ roundsBetween = 1 }) => this.rounds % roundsBetween === 0);
    this.rounds += 1;
    for (const probe of due) if (!this.stopped && !this.unanswered.has(probe)) await this.ask(probe);
  }

  private async ask(probe: Probe): Promise<void> {
    const { context, measures } = probe;
    this.unanswered.add(probe);
    const answer = probe.measure().finally(() => this.unanswered.delete(probe));
    try {
      this.backlog.tell(context, await inTime(answer));
    } catch (error) {
      this.backlog.forget(context, measures);
      this.onError(error as Error, context);
    }
  }
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('what waits could not be measured in time'));
    }, longestAnswer);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
