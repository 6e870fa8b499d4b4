interface Opened {
  waitUntilReady(): Promise<unknown>;
  /** May be asked for more than once. */
  close(): Promise<unknown>;
}

/**
 * BullMQ on PostgreSQL remembers a first connection that failed, and fails from then on: what did not open is
 * closed, and opened anew when it is asked for again.
 */
export class Reopening<Thing extends Opened> {
  private thing: Thing | undefined;
  private opening: Promise<Thing> | undefined;

  constructor(private readonly open: () => Thing) {}

  ready(): Promise<Thing> {
    this.opening ??= this.opened();
    return this.opening;
  }

  /** Also what waits for an answer that does not come. */
  async close(): Promise<void> {
    await this.thing?.close();
  }

  private async opened(): Promise<Thing> {
    const thing = this.open();
    this.thing = thing;
    try {
      await thing.waitUntilReady();
      return thing;
    } catch (error) {
      this.opening = undefined;
      await thing.close();
      throw error;
    }
  }
}
