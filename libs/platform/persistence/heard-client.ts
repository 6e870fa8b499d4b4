import pg from 'pg';

/**
 * A connection that is lost tells so as an event, which ends the process if nobody listens. There are moments when
 * nobody does: between the pool that has opened it and who asked for it, or after who closes it took the listeners
 * off. What is lost at such a moment is told to the next one who listens.
 */
export class HeardClient extends pg.Client {
  private lost: Error | undefined;

  constructor(settings?: string | pg.ClientConfig) {
    super(settings);
    this.hear();
  }

  override on(event: Parameters<pg.Client['on']>[0], listener: (told: never) => void): this {
    super.on(event, listener as () => void);
    const { lost } = this;
    if (event === 'error' && lost) {
      this.lost = undefined;
      // Whoever listens may have more to do before he can be told.
      queueMicrotask(() => {
        listener(lost as never);
      });
    }
    return this;
  }

  override removeAllListeners(event?: string): this {
    super.removeAllListeners(event);
    this.hear();
    return this;
  }

  private hear(): void {
    super.on('error', (error) => {
      if (this.listenerCount('error') === 1) this.lost = error;
    });
  }
}
