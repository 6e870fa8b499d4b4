import type { ContextName } from '../../libs/contract/index.js';

const restAfterFailure = 1_000;

/** The processes behind the gateway: one or more per context, taken in turn; one that failed is left alone for a moment. */
export class Upstreams {
  private readonly turns = new Map<ContextName, number>();
  private readonly failedAt = new Map<string, number>();

  constructor(
    private readonly addresses: Partial<Record<ContextName, readonly string[]>>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  of(context: ContextName): readonly string[] {
    return this.addresses[context] ?? [];
  }

  /** Where the next request for this context goes. */
  next(context: ContextName): string {
    const all = this.of(context);
    const turn = this.turns.get(context) ?? 0;
    this.turns.set(context, turn + 1);
    const inTurn = all.map((_, index) => all[(turn + index) % all.length] ?? '');
    return inTurn.find((address) => !this.restsStill(address)) ?? inTurn[0] ?? '';
  }

  failed(address: string): void {
    this.failedAt.set(address, this.now());
  }

  private restsStill(address: string): boolean {
    return this.now() - (this.failedAt.get(address) ?? -Infinity) < restAfterFailure;
  }
}
