/** What comes in batches, looked at one by one while the next batch is on its way. */
export class Supply<Item> {
  private batch: readonly Item[] = [];
  private at = 0;
  private ended = false;
  private coming: Promise<readonly Item[]> | undefined;

  /** An empty batch is the last one. */
  constructor(private readonly fetch: () => Promise<readonly Item[]>) {}

  /** Whether more has to be asked for before `next` tells what comes. */
  get isOut(): boolean {
    return this.at === this.batch.length && !this.ended;
  }

  async refill(): Promise<void> {
    this.batch = await (this.coming ?? this.fetch());
    this.at = 0;
    this.ended = this.batch.length === 0;
    this.coming = this.ended ? undefined : this.fetch();
    // Told when it is asked for.
    this.coming?.catch(() => undefined);
  }

  /** What comes next, which stays next until it is taken; undefined at the end. */
  get next(): Item | undefined {
    return this.batch[this.at];
  }

  take(): void {
    this.at += 1;
  }
}
